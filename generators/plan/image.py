"""The image of each workload: its name, its tag, its digest and the port that it listens on."""

from __future__ import annotations

from generators.plan.choice import Topic
from generators.plan.choice import choice
from generators.plan.primitives import Count
from generators.plan.scalars import ImageName
from generators.plan.scalars import Line


class Image(Topic):
    image: ImageName = choice(
        "ghcr.io/cwinux/skillflaw_backend",
        "Image",
        "Registry and repository, without tag or digest.",
        guide=("topology.capability", "delivery.image"),
    )
    tag: Line = choice(
        "",
        "Tag",
        "The full version that you deploy. Do not use latest: it names no fixed version, so "
        "you cannot roll back to it.",
        guide=("rollout.tag",),
        example="1.8.2",
    )
    digest: Line = choice(
        "",
        "Digest",
        "The digest of that tag, sha256:…. A tag can be moved to another image; a digest "
        "always names the same image.",
        guide=("rollout.tag",),
    )

    @property
    def reference(self) -> str:
        """The image as a runtime pulls it: ``image:tag@digest``, with what is known of the two."""
        tag = f":{self.tag}" if self.tag else ""
        return f"{self.image}{tag}{f'@{self.digest}' if self.digest else ''}"


class FrontendImage(Image):
    image: ImageName = choice(
        "ghcr.io/cwinux/skillflaw_frontend",
        "Image",
        "Registry and repository, without tag or digest.",
        guide=("topology.capability", "delivery.image"),
    )
    port: Count = choice(
        8080,
        "Container port",
        "The port that Nginx in the frontend container listens on. Use a port above 1023, because "
        "the container does not run as root.",
        assumed="Not documented; 8080 is what upstream's chart sets through FRONTEND_PORT.",
        at_least=1,
        at_most=65_535,
        advanced=True,
    )


class DocsImage(Image):
    image: ImageName = choice(
        "ghcr.io/cwinux/skillflaw_docs",
        "Image",
        "Registry and repository of the published docs image or of its mirror, without tag or "
        "digest.",
        guide=("delivery.image",),
    )
    port: Count = choice(
        8080,
        "Container port",
        "The port that the docs server listens on. Use a port above 1023, because the container "
        "does not run as root.",
        assumed="Not documented; check which port the image exposes.",
        at_least=1,
        at_most=65_535,
        advanced=True,
    )

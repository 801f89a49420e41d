"""What is deployed where, and how it is taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Literal

from generators.plan.choice import Topic
from generators.plan.choice import choice
from generators.plan.choice import group
from generators.plan.primitives import Count
from generators.plan.primitives import Flag
from generators.plan.scalars import DnsLabel
from generators.plan.scalars import ImageName
from generators.plan.scalars import KubernetesMinor
from generators.plan.scalars import OptionalDnsSubdomain
from generators.plan.scalars import Text

if TYPE_CHECKING:
    from generators.plan.plan import Plan


def _web(plan: Plan) -> bool:
    return plan.topology.web


def _docs(plan: Plan) -> bool:
    return plan.topology.docs


def _upgrade(plan: Plan) -> bool:
    return not plan.release.first_install


class Image(Topic):
    image: ImageName = choice(
        "ghcr.io/cwinux/skillflaw_backend",
        "Image",
        "Registry and repository, without tag or digest.",
        guide=("topology.capability", "delivery.image"),
    )
    tag: Text = choice(
        "",
        "Tag",
        "The release you deploy, full version. Never latest: nobody can roll back to it.",
        guide=("rollout.tag",),
        example="1.8.2",
    )
    digest: Text = choice(
        "",
        "Digest",
        "sha256:… of that tag. A tag can be moved, a digest cannot.",
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
        "Where the frontend's Nginx listens. Above 1023, because it does not run as root.",
        assumed="Not documented; 8080 is what upstream's chart sets through FRONTEND_PORT.",
        at_least=1,
        at_most=65_535,
        advanced=True,
    )


class DocsImage(Image):
    image: ImageName = choice(
        "ghcr.io/cwinux/skillflaw_docs",
        "Image",
        "Registry and repository of the published docs image, or of a mirror of it.",
        guide=("delivery.image",),
    )
    port: Count = choice(
        8080,
        "Container port",
        "Where the docs server listens. Above 1023, because it does not run as root.",
        assumed="Not documented; look at the image's exposed port.",
        at_least=1,
        at_most=65_535,
        advanced=True,
    )


class Rollback(Topic):
    frontend: Literal["", "with-backend", "pinned"] = choice(
        "",
        "When the backend rolls back, the frontend",
        "with-backend: goes back too. pinned: stays where it is. Settle it before the night.",
        guide=("rollout.pinning",),
        applies=_web,
    )
    docs: Literal["", "with-backend", "pinned"] = choice(
        "",
        "When the backend rolls back, the docs",
        "with-backend: go back too. pinned: stay where they are, which is usual.",
        guide=("rollout.pinning",),
        applies=_docs,
    )


class Release(Topic):
    environment: DnsLabel = choice(
        "production",
        "Environment",
        "Names the overlay, such as production or staging.",
        guide=("topology.explicit",),
    )
    kubernetes: KubernetesMinor = choice(
        "1.36",
        "Kubernetes version",
        "The cluster's minor version. Fields that it does not know are left out.",
    )
    namespace: DnsLabel = choice(
        "skillflaw", "Namespace", "Where everything runs. One instance of SkillFlaw a namespace."
    )
    namespace_dedicated: Flag = choice(
        True,
        "The namespace is SkillFlaw's alone",
        "If other workloads live there, the bundle makes no Namespace and no policy for them.",
        guide=("security.network",),
    )
    backend: Image = group(Image(), "Backend")
    frontend: FrontendImage = group(FrontendImage(), "Frontend", applies=_web)
    docs: DocsImage = group(DocsImage(), "Docs", applies=_docs)
    first_install: Flag = choice(
        False,
        "First installation",
        "There is nothing to roll back to yet.",
        guide=("rollout.revert",),
    )
    previous_backend_tag: Text = choice(
        "",
        "Previous backend tag",
        "What runs now: the tag that a rollback returns to.",
        guide=("rollout.revert",),
        applies=_upgrade,
        example="1.8.1",
    )
    schema_migration: Literal["none", "backward-compatible", "breaking", "unknown"] = choice(
        "unknown",
        "Schema migration in this release",
        "Decides whether a rollback is a new tag or a restored database.",
        guide=("postgres.migrations", "rollout.revert"),
        applies=_upgrade,
    )
    change: Text = choice(
        "",
        "What changes",
        "Which setting or secret changes with this release, in words for the reviewer.",
        guide=("rollout.change",),
        example="SKILLFLAW_LOG_LEVEL from INFO to DEBUG",
    )
    rollback: Rollback = group(Rollback(), "Rollback")
    image_pull_secret: OptionalDnsSubdomain = choice(
        "",
        "Image pull secret",
        "Name of the Secret with the registry's credentials, where the registry asks for them.",
    )

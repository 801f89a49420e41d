from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan

PUBLISHED = "ghcr.io/"


@rule(
    title="Image of init containers and Jobs comes from a public registry",
    about=("release.registryMirror", "release.backend.image"),
    severity=Severity.INFO,
    why="Where the nodes reach only your registry, the init containers wait with ImagePullBackOff "
    "and no pod starts.",
    fix="Copy the images that README.md lists to your registry, and set release.registryMirror.",
    because="The nodes may reach public registries too.",
    reference="https://kubernetes.io/docs/concepts/containers/images/",
    bad={
        "release.backend.image": "harbor.acme.com/skillflaw/backend",
        "release.imagePullSecret": "harbor-pull",
    },
)
def helper_images_from_public_registry(plan: Plan) -> Iterator[str]:
    release = plan.release
    own = release.image_pull_secret and not release.backend.image.startswith(PUBLISHED)
    if own and not release.registry_mirror:
        registry = release.backend.image.partition("/")[0]
        yield (
            f"SkillFlaw's images come from {registry}, and the images of init containers, "
            "exporters and Jobs from docker.io and quay.io."
        )

from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.guide.workloads import running
from generators.plan import Plan

REGISTRY = "ghcr.io/"


@rule(
    title="Image of SkillFlaw does not come from the registry mirror",
    about=("release.backend.image", "release.frontend.image", "release.docs.image"),
    severity=Severity.INFO,
    why="Where the nodes reach only the mirror, the pods wait with ImagePullBackOff.",
    fix="Copy the image to the mirror, and set its name in the mirror as the image.",
    because="The nodes may reach ghcr.io, and only the other registries not.",
    reference="https://kubernetes.io/docs/concepts/containers/images/",
    bad={"release.registryMirror": "harbor.acme.com/mirror"},
)
def published_image_not_mirrored(plan: Plan) -> Iterator[Remark]:
    mirror = plan.release.registry_mirror
    for part in running(plan):
        if mirror and part.image.image.startswith(REGISTRY):
            path = part.release("image")
            copy = f"{mirror}/{part.image.image.removeprefix(REGISTRY)}"
            yield Remark(
                f"The {part.whose} image is {part.image.image}, and release.registryMirror is "
                f"{mirror}.",
                at=(path,),
                fix=f"Copy the image to the mirror, and set {path} to {copy}.",
                change={path: copy},
            )

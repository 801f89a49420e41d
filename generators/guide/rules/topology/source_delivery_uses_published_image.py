from __future__ import annotations

from collections.abc import Iterator

from generators.guide.formatting import listed
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.guide.workloads import running
from generators.plan import Plan

PUBLISHED = "ghcr.io/cwinux/"


@rule(
    title="Source delivery uses a published image",
    about=("release.backend.image", "release.frontend.image", "topology.delivery"),
    severity=Severity.ERROR,
    why="The cluster does not run what the team built: the team's changes are missing.",
    fix="Set the image to the one that your team builds, or set topology.delivery to image.",
    because="The plan contradicts itself: source delivery uses the images that the team builds.",
    guide=("delivery.separate",),
    bad={"topology.delivery": "source", "topology.uiRebuilt": True},
)
def source_delivery_uses_published_image(plan: Plan) -> Iterator[Remark]:
    if plan.topology.delivery != "source":
        return
    # The docs are left out: their published image is the supported way in either delivery.
    published = [
        part
        for part in running(plan)
        if part.name != "docs" and part.image.image.startswith(PUBLISHED)
    ]
    if published:
        names = listed([part.image.image for part in published])
        verb = "is a published image" if len(published) == 1 else "are published images"
        yield Remark(
            f"topology.delivery is source, and {names} {verb}.",
            at=(*(part.release("image") for part in published), "topology.delivery"),
        )

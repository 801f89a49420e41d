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
    title="Source delivery with a published image",
    about=("release.backend.image", "release.frontend.image", "topology.delivery"),
    severity=Severity.ERROR,
    why="What runs is not what the team built: its changes are missing, and nobody sees why.",
    fix="Name the image that your team builds, or choose the delivery image.",
    because="The plan contradicts itself: images built by the team, and images built by others.",
    guide=("delivery.separate",),
    bad={"topology.delivery": "source", "topology.uiRebuilt": True},
)
def published_image_in_source_delivery(plan: Plan) -> Iterator[Remark]:
    if plan.topology.delivery != "source":
        return
    # The docs are left out: their published image is the supported way in either delivery.
    found = [
        part
        for part in running(plan)
        if part.name != "docs" and part.image.image.startswith(PUBLISHED)
    ]
    if found:
        names = listed([part.image.image for part in found])
        verb = "is a published image" if len(found) == 1 else "are published images"
        yield Remark(
            f"The delivery is source, and {names} {verb}.",
            at=(*(part.release("image") for part in found), "topology.delivery"),
        )

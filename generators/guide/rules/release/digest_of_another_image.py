from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from generators.guide.examples import WEB
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.guide.workloads import running
from generators.plan import Plan


@rule(
    title="Two images with one digest",
    about=("release.backend.digest", "release.frontend.digest", "release.docs.digest"),
    severity=Severity.ERROR,
    why="A digest names one image, so one of the two parts cannot be pulled.",
    fix="Copy each part's digest from its own image.",
    because="The registry has no such image, so the pods never start.",
    guide=("rollout.tag",),
    bad={**WEB, "release.frontend.digest": "sha256:" + "3f8a1c5e7b904d26" * 4},
)
def digest_of_another_image(plan: Plan) -> Iterator[Remark]:
    pinned = [part for part in running(plan) if part.image.digest]
    for one, other in combinations(pinned, 2):
        if one.image.digest == other.image.digest and one.image.image != other.image.image:
            yield Remark(
                f"The {one.name} and the {other.name} are different images with the same digest.",
                at=(other.release("digest"), one.release("digest")),
            )

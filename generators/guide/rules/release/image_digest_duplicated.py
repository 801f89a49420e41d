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
    title="Image digest is the same for two images",
    about=("release.backend.digest", "release.frontend.digest", "release.docs.digest"),
    severity=Severity.ERROR,
    why="A digest identifies one image, so one of the two images cannot be pulled.",
    fix="Copy each digest from the registry entry of its own image.",
    because="One of the two repositories has no image with this digest, so its pods never start.",
    guide=("rollout.tag",),
    bad={**WEB, "release.frontend.digest": "sha256:" + "3f8a1c5e7b904d26" * 4},
)
def image_digest_duplicated(plan: Plan) -> Iterator[Remark]:
    pinned = [part for part in running(plan) if part.image.digest]
    for first, second in combinations(pinned, 2):
        if first.image.digest == second.image.digest and first.image.image != second.image.image:
            yield Remark(
                f"The {first.name} and {second.name} images differ and have the same digest.",
                at=(second.release("digest"), first.release("digest")),
            )

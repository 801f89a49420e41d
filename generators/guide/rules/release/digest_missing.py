from __future__ import annotations

from collections.abc import Iterator

from generators.guide.formatting import listed
from generators.guide.image_tags import floats
from generators.guide.image_tags import is_series
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.guide.workloads import running
from generators.plan import Plan


@rule(
    title="An image pinned by its tag alone",
    about=("release.backend.digest", "release.frontend.digest", "release.docs.digest"),
    severity=Severity.INFO,
    why="Whoever can push to the registry can change what a tag means after you tested it.",
    fix="Add the digest of the tag that you tested.",
    because="The tag answers the guide's question; the digest is what makes the answer certain.",
    guide=("rollout.tag",),
    bad={"release.backend.digest": ""},
)
def digest_missing(plan: Plan) -> Iterator[Remark]:
    found = [part for part in running(plan) if not part.image.digest and _pins(part.image.tag)]
    if found:
        images = listed([f"{part.name} {part.image.tag}" for part in found])
        yield Remark(
            f"Without a digest: {images}.", at=tuple(part.release("digest") for part in found)
        )


def _pins(tag: str) -> bool:
    """Tell whether a tag names one build; any other tag has a finding of its own."""
    return bool(tag.strip()) and not floats(tag) and not is_series(tag)

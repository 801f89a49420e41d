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
    title="Image digest missing",
    about=("release.backend.digest", "release.frontend.digest", "release.docs.digest"),
    severity=Severity.INFO,
    why="Anyone who can push to the registry can point the tag at another image after you tested "
    "it.",
    fix="Enter the digest of the tag you tested.",
    because="The tag tells which release is deployed, as the guide asks. The digest makes sure of "
    "it.",
    guide=("rollout.tag",),
    bad={"release.backend.digest": ""},
)
def image_digest_missing(plan: Plan) -> Iterator[Remark]:
    unpinned = [part for part in running(plan) if not part.image.digest and _pins(part.image.tag)]
    if unpinned:
        images = listed([f"{part.name} {part.image.tag}" for part in unpinned])
        yield Remark(
            f"No digest is set for {images}.",
            at=tuple(part.release("digest") for part in unpinned),
        )


def _pins(tag: str) -> bool:
    """Tell whether a tag names one build; any other tag has a finding of its own."""
    return bool(tag.strip()) and not floats(tag) and not is_series(tag)

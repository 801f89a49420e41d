from __future__ import annotations

from collections.abc import Iterator

from generators.guide.image_tags import is_series
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.guide.workloads import running
from generators.plan import Plan


@rule(
    title="Image tag is not a full version",
    about=("release.backend.tag", "release.frontend.tag", "release.docs.tag"),
    severity=Severity.WARNING,
    why="Publishers usually move such a tag to each new patch, so a rescheduled pod can run newer "
    "code than the other pods.",
    fix="Enter the full version, such as 1.8.2, or add the digest.",
    because="The rollout works until the publisher moves the tag.",
    guide=("rollout.tag",),
    bad={"release.backend.tag": "1.8", "release.backend.digest": ""},
)
def image_tag_incomplete(plan: Plan) -> Iterator[Remark]:
    for part in running(plan):
        if is_series(part.image.tag) and not part.image.digest:
            yield Remark(
                f"The {part.whose} tag {part.image.tag} is a series of releases, not one release.",
                at=(part.release("tag"), part.release("digest")),
            )

from __future__ import annotations

from collections.abc import Iterator

from generators.guide.image_tags import is_series
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.guide.workloads import running
from generators.plan import Plan


@rule(
    title="A tag of a whole series",
    about=("release.backend.tag", "release.frontend.tag", "release.docs.tag"),
    severity=Severity.WARNING,
    why="Such a tag usually moves with each patch, so a rescheduled pod may run newer code than "
    "its neighbour.",
    fix="Write the full version, such as 1.8.2, or add the digest.",
    because="It works until the publisher moves the tag, and then nobody notices.",
    guide=("rollout.tag",),
    bad={"release.backend.tag": "1.8", "release.backend.digest": ""},
)
def moving_series_tag(plan: Plan) -> Iterator[Remark]:
    for part in running(plan):
        if is_series(part.image.tag) and not part.image.digest:
            yield Remark(
                f"The {part.whose} tag {part.image.tag} names a series of releases, not one.",
                at=(part.release("tag"), part.release("digest")),
            )

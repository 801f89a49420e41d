from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.guide.workloads import running
from generators.plan import Plan


@rule(
    title="A part without tag or digest",
    about=("release.backend.tag", "release.frontend.tag", "release.docs.tag"),
    severity=Severity.ERROR,
    why="The cluster would pull latest, whatever that is on the night a pod is rescheduled.",
    fix="Give the tag of a release, and its digest where you know it.",
    because="The guide's first rollout question has no answer.",
    guide=("rollout.tag",),
    bad={"release.backend.tag": "", "release.backend.digest": ""},
)
def image_unsaid(plan: Plan) -> Iterator[Remark]:
    for part in running(plan):
        if not part.image.tag.strip() and not part.image.digest.strip():
            yield Remark(
                f"The {part.name} has neither a tag nor a digest.",
                at=(part.release("tag"), part.release("digest")),
            )

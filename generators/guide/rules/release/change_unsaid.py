from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="The change has no words",
    about=("release.change",),
    severity=Severity.INFO,
    why="The first question in an incident is what changed, and the answer has to be dug out of "
    "two versions of a folder.",
    fix="Write which setting or Secret changes, or that only the image does.",
    because="Only people know it, and the rollout works without the sentence.",
    guide=("rollout.change",),
    bad={"release.change": ""},
)
def change_unsaid(plan: Plan) -> Iterator[str]:
    if not plan.release.first_install and not plan.release.change.strip():
        yield "The plan does not say which setting or Secret changes with this release."

from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.guide.workloads import bounded
from generators.plan import Plan


@rule(
    title="A disruption budget that protects nothing",
    about=("scaling.backend.maxUnavailable", "scaling.frontend.maxUnavailable"),
    severity=Severity.WARNING,
    why="A node upgrade may take every pod in the same minute, and users see an outage that was "
    "planned.",
    fix="Allow one pod at a time.",
    because="It works until several nodes are drained at once.",
    reference="https://kubernetes.io/docs/tasks/run-application/configure-pdb/",
    bad={"scaling.backend.maxUnavailable": 3},
)
def budget_allows_all_at_once(plan: Plan) -> Iterator[Remark]:
    for part, bound in bounded(plan):
        if 1 < part.least <= bound:
            path = f"scaling.{part.name}.maxUnavailable"
            yield Remark(
                f"A drain may take {bound} {part.name} pods at once, and in quiet times there are "
                f"{part.least}.",
                at=(path,),
                change={path: 1},
            )

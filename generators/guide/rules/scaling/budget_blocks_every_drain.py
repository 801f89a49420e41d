from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.guide.workloads import bounded
from generators.plan import Plan


@rule(
    title="A disruption budget that blocks every drain",
    about=("scaling.backend.maxUnavailable", "scaling.frontend.maxUnavailable"),
    severity=Severity.ERROR,
    why="Node upgrades hang for hours, until somebody deletes the budget by hand.",
    fix="Allow one pod at a time.",
    because="Zero lets no node be drained, so the cluster cannot be maintained.",
    reference="https://kubernetes.io/docs/tasks/run-application/configure-pdb/",
    bad={"scaling.backend.maxUnavailable": 0},
)
def budget_blocks_every_drain(plan: Plan) -> Iterator[Remark]:
    for part, bound in bounded(plan):
        if bound == 0:
            path = f"scaling.{part.name}.maxUnavailable"
            yield Remark(
                f"The {part.whose} disruption budget lets a drain take no pod.",
                at=(path,),
                change={path: 1},
            )

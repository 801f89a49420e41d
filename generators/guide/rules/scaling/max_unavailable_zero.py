from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.guide.workloads import bounded
from generators.plan import Plan


@rule(
    title="PodDisruptionBudget blocks every drain: maxUnavailable is 0",
    about=("scaling.backend.maxUnavailable", "scaling.frontend.maxUnavailable"),
    severity=Severity.ERROR,
    why="Node upgrades wait until the PodDisruptionBudget is changed or deleted by hand.",
    fix="Set maxUnavailable to 1.",
    because="With maxUnavailable 0 no node that runs such a pod can be drained.",
    reference="https://kubernetes.io/docs/tasks/run-application/configure-pdb/",
    bad={"scaling.backend.maxUnavailable": 0},
)
def max_unavailable_zero(plan: Plan) -> Iterator[Remark]:
    for part, bound in bounded(plan):
        if bound == 0:
            path = f"scaling.{part.name}.maxUnavailable"
            yield Remark(
                f"The {part.whose} maxUnavailable is 0.",
                at=(path,),
                change={path: 1},
            )

from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.guide.workloads import bounded
from generators.plan import Plan


@rule(
    title="PodDisruptionBudget lets a drain evict every pod",
    about=("scaling.backend.maxUnavailable", "scaling.frontend.maxUnavailable"),
    severity=Severity.WARNING,
    why="A node upgrade can evict every pod at the same time, and users see an outage.",
    fix="Set maxUnavailable to 1.",
    because="It works until several nodes are drained at the same time.",
    reference="https://kubernetes.io/docs/tasks/run-application/configure-pdb/",
    bad={"scaling.backend.maxUnavailable": 3},
)
def max_unavailable_too_large(plan: Plan) -> Iterator[Remark]:
    for part, bound in bounded(plan):
        if 1 < part.least <= bound:
            path = f"scaling.{part.name}.maxUnavailable"
            yield Remark(
                f"The {part.whose} maxUnavailable is {bound}, and at low load {part.least} pods "
                "run.",
                at=(path,),
                change={path: 1},
            )

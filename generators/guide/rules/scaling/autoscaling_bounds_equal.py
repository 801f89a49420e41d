from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.guide.workloads import autoscaled
from generators.plan import Plan


@rule(
    title="Autoscaler minReplicas equals maxReplicas",
    about=(
        "scaling.backend.autoscaling.maxReplicas",
        "scaling.backend.autoscaling.minReplicas",
        "scaling.frontend.autoscaling.maxReplicas",
        "scaling.frontend.autoscaling.minReplicas",
    ),
    severity=Severity.WARNING,
    why="At peak load the autoscaler adds no pod, although it is turned on.",
    fix="Raise maxReplicas, or turn autoscaling off and set replicas.",
    because="The pods run, but their number never grows.",
    guide=("scaling.backend-drivers", "scaling.frontend-drivers"),
    bad={
        "scaling.backend.autoscaling.enabled": True,
        "scaling.backend.autoscaling.minReplicas": 6,
    },
)
def autoscaling_bounds_equal(plan: Plan) -> Iterator[Remark]:
    for part, scale in autoscaled(plan):
        if scale.min_replicas == scale.max_replicas:
            yield Remark(
                f"The {part}'s minReplicas and maxReplicas are both {scale.min_replicas}, so the "
                "autoscaler never adds a pod.",
                at=(
                    f"scaling.{part}.autoscaling.maxReplicas",
                    f"scaling.{part}.autoscaling.minReplicas",
                ),
            )

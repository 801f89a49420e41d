from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.guide.workloads import autoscaled
from generators.plan import Plan


@rule(
    title="An autoscaler with one count",
    about=(
        "scaling.backend.autoscaling.maxReplicas",
        "scaling.backend.autoscaling.minReplicas",
        "scaling.frontend.autoscaling.maxReplicas",
        "scaling.frontend.autoscaling.minReplicas",
    ),
    severity=Severity.WARNING,
    why="Everybody trusts the autoscaler to add pods at the peak, and it never does.",
    fix="Raise maxReplicas, or turn the autoscaler off and set replicas.",
    because="The pods run; only the growth that was meant is missing.",
    guide=("scaling.backend-drivers", "scaling.frontend-drivers"),
    bad={
        "scaling.backend.autoscaling.enabled": True,
        "scaling.backend.autoscaling.minReplicas": 6,
    },
)
def autoscaler_that_cannot_scale(plan: Plan) -> Iterator[Remark]:
    for part, scale in autoscaled(plan):
        if scale.min_replicas == scale.max_replicas:
            yield Remark(
                f"The {part}'s autoscaler keeps at least {scale.min_replicas} replicas and at most "
                f"{scale.max_replicas}, so it never adds one.",
                at=(
                    f"scaling.{part}.autoscaling.maxReplicas",
                    f"scaling.{part}.autoscaling.minReplicas",
                ),
            )

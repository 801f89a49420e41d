from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.guide.workloads import autoscaled
from generators.plan import Plan


@rule(
    title="Autoscaler minReplicas is above maxReplicas",
    about=(
        "scaling.backend.autoscaling.minReplicas",
        "scaling.backend.autoscaling.maxReplicas",
        "scaling.frontend.autoscaling.minReplicas",
        "scaling.frontend.autoscaling.maxReplicas",
    ),
    severity=Severity.ERROR,
    why="The API server rejects the HorizontalPodAutoscaler, so the replica count does not change "
    "with the load.",
    fix="Set minReplicas below maxReplicas.",
    because="Kubernetes rejects the object.",
    reference="https://kubernetes.io/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/",
    bad={
        "scaling.backend.autoscaling.enabled": True,
        "scaling.backend.autoscaling.minReplicas": 7,
    },
)
def autoscaling_bounds_invalid(plan: Plan) -> Iterator[Remark]:
    for part, scale in autoscaled(plan):
        if scale.min_replicas > scale.max_replicas:
            yield Remark(
                f"The {part}'s minReplicas is {scale.min_replicas}, above its maxReplicas "
                f"{scale.max_replicas}.",
                at=(
                    f"scaling.{part}.autoscaling.minReplicas",
                    f"scaling.{part}.autoscaling.maxReplicas",
                ),
            )

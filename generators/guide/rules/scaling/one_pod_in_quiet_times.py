from __future__ import annotations

from collections.abc import Iterator

from generators.guide.environment_names import rehearsal
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="An autoscaler that goes down to one backend",
    about=("scaling.backend.autoscaling.minReplicas",),
    severity=Severity.WARNING,
    why="At night one pod carries everything, so a drained node or a crash is an outage.",
    fix="Keep two replicas at least.",
    because="It works until that one pod stops. In a rehearsal nobody minds.",
    guide=("scaling.backend-drivers",),
    reference="https://kubernetes.io/docs/concepts/workloads/pods/disruptions/",
    bad={
        "scaling.backend.autoscaling.enabled": True,
        "scaling.backend.autoscaling.minReplicas": 1,
    },
)
def one_pod_in_quiet_times(plan: Plan) -> Iterator[Remark]:
    scale = plan.scaling.backend.autoscaling
    alone = scale.enabled and scale.min_replicas == 1 < scale.max_replicas
    if alone and not rehearsal(plan):
        yield Remark(
            "In quiet times the autoscaler leaves one backend replica.",
            change={"scaling.backend.autoscaling.minReplicas": 2},
        )

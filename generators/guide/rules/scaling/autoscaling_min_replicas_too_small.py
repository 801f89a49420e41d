from __future__ import annotations

from collections.abc import Iterator

from generators.guide.environment_names import rehearsal
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="Autoscaler scales the backend down to one replica",
    about=("scaling.backend.autoscaling.minReplicas",),
    severity=Severity.WARNING,
    why="At low load one pod serves all requests, so a node drain or a crash is an outage.",
    fix="Set scaling.backend.autoscaling.minReplicas to 2 or more.",
    because="It works until that pod stops. In a staging, development or test environment the "
    "rule does not apply.",
    guide=("scaling.backend-drivers",),
    reference="https://kubernetes.io/docs/concepts/workloads/pods/disruptions/",
    bad={
        "scaling.backend.autoscaling.enabled": True,
        "scaling.backend.autoscaling.minReplicas": 1,
    },
)
def autoscaling_min_replicas_too_small(plan: Plan) -> Iterator[Remark]:
    scale = plan.scaling.backend.autoscaling
    single = scale.enabled and scale.min_replicas == 1 < scale.max_replicas
    if single and not rehearsal(plan):
        yield Remark(
            "The backend's minReplicas is 1, so one replica runs at low load.",
            change={"scaling.backend.autoscaling.minReplicas": 2},
        )

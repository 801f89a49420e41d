from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.guide.workloads import autoscaled
from generators.guide.workloads import running
from generators.plan import Plan


@rule(
    title="Autoscaler has no CPU request to measure against",
    about=(
        "scaling.backend.resources.requests.cpu",
        "scaling.backend.autoscaling.enabled",
        "scaling.frontend.resources.requests.cpu",
        "scaling.frontend.autoscaling.enabled",
    ),
    severity=Severity.ERROR,
    why="The HorizontalPodAutoscaler reports FailedGetResourceMetric and never scales, so "
    "minReplicas has to carry the peak load.",
    fix="Set the CPU request. The CPU target is a percentage of it.",
    because="CPU utilization is a percentage of the CPU request. Without a request the autoscaler "
    "cannot work.",
    guide=("scaling.backend-requests",),
    reference="https://kubernetes.io/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/",
    bad={
        "scaling.backend.autoscaling.enabled": True,
        "scaling.backend.resources.requests.cpu": "",
    },
)
def autoscaling_cpu_request_missing(plan: Plan) -> Iterator[Remark]:
    resources = {part.name: part.resources for part in running(plan)}
    for part, scale in autoscaled(plan):
        requests, limits = resources[part].requests, resources[part].limits
        # Kubernetes uses the limit as the request where only a limit is set.
        if not requests.cpu and not limits.cpu:
            path = f"scaling.{part}.resources.requests.cpu"
            yield Remark(
                f"The {part}'s CPU target is {scale.cpu_percent} % of its CPU request, and no CPU "
                "request is set.",
                at=(path, f"scaling.{part}.autoscaling.enabled"),
                change={path: "1" if part == "backend" else "100m"},
            )

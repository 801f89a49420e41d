from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.guide.workloads import autoscaled
from generators.guide.workloads import running
from generators.plan import Plan


@rule(
    title="An autoscaler that has nothing to measure against",
    about=(
        "scaling.backend.resources.requests.cpu",
        "scaling.backend.autoscaling.enabled",
        "scaling.frontend.resources.requests.cpu",
        "scaling.frontend.autoscaling.enabled",
    ),
    severity=Severity.ERROR,
    why="It reports FailedGetResourceMetric and never scales, and the peak meets the least count.",
    fix="Give the CPU request that the target is a percentage of.",
    because="Utilisation is a share of the request; without one the autoscaler cannot work.",
    guide=("scaling.backend-requests",),
    reference="https://kubernetes.io/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/",
    bad={
        "scaling.backend.autoscaling.enabled": True,
        "scaling.backend.resources.requests.cpu": "",
    },
)
def autoscaler_without_a_request(plan: Plan) -> Iterator[Remark]:
    sized = {part.name: part.resources for part in running(plan)}
    for part, scale in autoscaled(plan):
        sizes = sized[part]
        # Kubernetes takes the limit for the request where only the limit is given.
        if not sizes.requests.cpu and not sizes.limits.cpu:
            path = f"scaling.{part}.resources.requests.cpu"
            yield Remark(
                f"The {part}'s autoscaler aims at {scale.cpu_percent} % of a CPU request that is "
                "not given.",
                at=(path, f"scaling.{part}.autoscaling.enabled"),
                change={path: "1" if part == "backend" else "100m"},
            )

from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.guide.workloads import backends
from generators.guide.workloads import count_of_backends
from generators.plan import Plan


@rule(
    title="Scaling drivers missing",
    about=("scaling.backend.drivers", "scaling.frontend.drivers"),
    severity=Severity.INFO,
    why="At the next peak the person on call may add replicas where memory is short, or memory "
    "where replicas are short.",
    fix="Choose the scaling drivers. The load test and the rationale name them.",
    because="The pods run without them.",
    guide=("scaling.backend-drivers", "scaling.frontend-drivers"),
    bad={"scaling.backend.drivers": []},
)
def scaling_driver_missing(plan: Plan) -> Iterator[Remark]:
    scaling = plan.scaling
    if scaling.backend.most > 1 and not scaling.backend.drivers:
        yield Remark(
            f"No scaling driver is chosen for the backend, and {backends(plan)}.",
            at=("scaling.backend.drivers", count_of_backends(plan)),
        )
    if plan.topology.web and scaling.frontend.autoscaling.enabled and not scaling.frontend.drivers:
        yield Remark(
            "No scaling driver is chosen for the frontend, and its autoscaler is on.",
            at=("scaling.frontend.drivers", "scaling.frontend.autoscaling.enabled"),
        )

from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.guide.workloads import backends
from generators.guide.workloads import count_of_backends
from generators.plan import Plan


@rule(
    title="Nobody has said what makes it grow",
    about=("scaling.backend.drivers", "scaling.frontend.drivers"),
    severity=Severity.INFO,
    why="At the next peak somebody adds replicas where memory was short, or memory where replicas "
    "were.",
    fix="Choose what drives the load; the load test and the rationale speak of it.",
    because="It is advice: the pods run without it.",
    guide=("scaling.backend-drivers", "scaling.frontend-drivers"),
    bad={"scaling.backend.drivers": []},
)
def reason_to_scale_unsaid(plan: Plan) -> Iterator[Remark]:
    scaling = plan.scaling
    if scaling.backend.most > 1 and not scaling.backend.drivers:
        yield Remark(
            f"Nothing says why {backends(plan)}.",
            at=("scaling.backend.drivers", count_of_backends(plan)),
        )
    if plan.topology.web and scaling.frontend.autoscaling.enabled and not scaling.frontend.drivers:
        yield Remark(
            "The frontend's autoscaler is on and nothing says which load it is for.",
            at=("scaling.frontend.drivers", "scaling.frontend.autoscaling.enabled"),
        )

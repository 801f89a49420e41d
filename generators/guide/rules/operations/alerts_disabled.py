from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="Alerts are disabled",
    about=("operations.alerts",),
    severity=Severity.WARNING,
    why="Users report an outage before the person on call knows of it, and its start time is "
    "unknown.",
    fix="Set operations.alerts to prometheus-operator. If another system watches the same "
    "signals, waive this warning.",
    because="The product runs; another system may send alerts, and the plan does not record it.",
    guide=(
        "health.backend",
        "health.restarts",
        "health.api",
        "health.postgres",
        "health.redis",
        "health.ingress",
    ),
    bad={"operations.alerts": "none"},
)
def alerts_disabled(plan: Plan) -> Iterator[str]:
    if plan.operations.alerts == "none":
        yield "The bundle has no alerts for backend failures, restarts and latency."

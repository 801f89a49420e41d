from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="No alerts",
    about=("operations.alerts",),
    severity=Severity.WARNING,
    why="Users report the outage, and nobody can say since when.",
    fix="Use the bundle's alerts, or have the same signals watched elsewhere and waive this.",
    because="It works; another system may watch, and the plan does not know of it.",
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
def alerts_off(plan: Plan) -> Iterator[str]:
    if plan.operations.alerts == "none":
        yield "Nobody is told when the backend fails, restarts or slows down."

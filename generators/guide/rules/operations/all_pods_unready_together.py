from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="Pods that all become unready together",
    about=("operations.readinessPath",),
    severity=Severity.INFO,
    why="When PostgreSQL or Redis is away for a moment, every pod leaves the Service, and users "
    "see "
    "an edge without a backend.",
    fix="Choose /health, and watch PostgreSQL and Redis by their own alerts.",
    because="Both have their merits: with /health the pods stay and answer errors.",
    guide=("health.backend",),
    bad={"operations.readinessPath": "/health_check"},
)
def all_pods_unready_together(plan: Plan) -> Iterator[str]:
    if plan.operations.readiness_path == "/health_check":
        yield "Readiness looks at PostgreSQL and Redis, which all pods share."

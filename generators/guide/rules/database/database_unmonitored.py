from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="PostgreSQL is not monitored",
    about=("database.monitoring",),
    severity=Severity.WARNING,
    why="When connections or disk run out, the first sign is that users cannot log in.",
    fix="Set up monitoring of connections and availability, then turn database.monitoring on.",
    because="PostgreSQL works without it, but no alert fires when it fails.",
    guide=("postgres.monitoring", "health.postgres"),
    bad={"database.monitoring": False},
)
def database_unmonitored(plan: Plan) -> Iterator[str]:
    if not plan.database.monitoring:
        yield "PostgreSQL's connections and availability are not measured."

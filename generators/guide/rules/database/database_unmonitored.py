from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="PostgreSQL without monitoring",
    about=("database.monitoring",),
    severity=Severity.WARNING,
    why="The first sign that connections or disk run out is that users cannot log in.",
    fix="Have its connections and availability measured, and turn this on.",
    because="It works; nobody will know in time when it stops.",
    guide=("postgres.monitoring", "health.postgres"),
    bad={"database.monitoring": False},
)
def database_unmonitored(plan: Plan) -> Iterator[str]:
    if not plan.database.monitoring:
        yield "Nobody measures PostgreSQL's connections or availability."

from __future__ import annotations

from collections.abc import Iterator

from generators.guide.questions import yes_or_no
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan
from generators.plan import confirmed


@rule(
    title="PostgreSQL is not monitored",
    about=("database.monitoring",),
    severity=Severity.WARNING,
    why="When connections or disk run out, the first sign is that users cannot log in.",
    fix="Set up monitoring of connections and availability, then set database.monitoring to true.",
    because="PostgreSQL works without it, but no alert fires when it fails.",
    guide=("postgres.monitoring", "health.postgres"),
    bad={"database.monitoring": False},
)
def database_unmonitored(plan: Plan) -> Iterator[Remark]:
    if not plan.database.monitoring:
        if confirmed(plan, "database.monitoring"):
            yield Remark("PostgreSQL's connections and availability are not measured.")
        else:
            yield Remark(
                "Monitoring of PostgreSQL is not confirmed.",
                fix=yes_or_no(
                    "database.monitoring",
                    "Are PostgreSQL's connections and availability measured, with alerts?",
                ),
            )

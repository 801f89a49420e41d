from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="Pooler is chosen but not part of the bundle",
    about=("database.pooler.mode", "database.mode"),
    severity=Severity.WARNING,
    why="PostgreSQL is sized for a pooler, but every pod connects to it directly.",
    fix="Set database.pooler.mode to none, or let CloudNativePG run PostgreSQL.",
    because="The pods work; only the pooler is missing.",
    guide=("postgres.replicas",),
    bad={"database.pooler.mode": "session"},
)
def pooler_missing(plan: Plan) -> Iterator[Remark]:
    if plan.database.pooler.mode == "session" and plan.database.mode != "cloudnative-pg":
        yield Remark(
            "The bundle runs a pooler only in front of a CloudNativePG cluster.",
            change={"database.pooler.mode": "none"},
        )

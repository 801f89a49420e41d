from __future__ import annotations

from collections.abc import Iterator

from generators.guide.connections import pooled
from generators.guide.examples import OPERATOR
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="PgBouncer pooler runs as a single instance",
    about=("database.pooler.instances",),
    severity=Severity.WARNING,
    why="PostgreSQL has standbys, but a drained node stops the only PgBouncer and closes every "
    "connection.",
    fix="Set database.pooler.instances to 2.",
    because="It works until that pod stops.",
    guide=("postgres.core",),
    bad={
        **OPERATOR,
        "database.pooler.mode": "session",
        "database.pooler.instances": 1,
        "database.pooler.defaultPoolSize": 100,
    },
)
def pooler_redundancy_missing(plan: Plan) -> Iterator[Remark]:
    database = plan.database
    if pooled(plan) and database.pooler.instances == 1 and database.instances > 1:
        yield Remark(
            f"{database.instances} instances of PostgreSQL stand behind one pooler.",
            change={"database.pooler.instances": 2},
        )

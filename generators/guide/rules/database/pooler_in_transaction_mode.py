from __future__ import annotations

from collections.abc import Iterator

from generators.guide.examples import OPERATOR
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="A pooler that changes the connection after each transaction",
    about=("database.pooler.mode",),
    severity=Severity.ERROR,
    why="Statements that the driver prepared, and locks that a migration holds, are on another "
    "connection at the next query, so flows fail with errors that come and go.",
    fix="Choose session mode.",
    because="SkillFlaw's driver and its migrations rely on one connection.",
    guide=("postgres.migrations", "postgres.replicas"),
    reference="https://www.psycopg.org/psycopg3/docs/advanced/prepare.html",
    bad={**OPERATOR, "database.pooler.mode": "transaction"},
)
def pooler_in_transaction_mode(plan: Plan) -> Iterator[Remark]:
    if plan.database.pooler.mode == "transaction":
        run = plan.database.mode == "cloudnative-pg"
        yield Remark(
            "Transaction pooling and a driver that prepares statements do not go together.",
            fix="" if run else "Set the pooler that you run to session mode, and choose none here.",
            change={"database.pooler.mode": "session" if run else "none"},
        )

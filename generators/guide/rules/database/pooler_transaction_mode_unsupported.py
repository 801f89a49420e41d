from __future__ import annotations

from collections.abc import Iterator

from generators.guide.examples import OPERATOR
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="Pooler uses transaction mode, which SkillFlaw does not support",
    about=("database.pooler.mode",),
    severity=Severity.ERROR,
    why="Prepared statements and the locks of a migration are on another connection at the next "
    "query, so flows fail with intermittent errors.",
    fix="Set database.pooler.mode to session.",
    because="SkillFlaw's driver and its migrations need the same connection from one transaction to"
    " the next.",
    guide=("postgres.migrations", "postgres.replicas"),
    reference="https://www.psycopg.org/psycopg3/docs/advanced/prepare.html",
    bad={**OPERATOR, "database.pooler.mode": "transaction"},
)
def pooler_transaction_mode_unsupported(plan: Plan) -> Iterator[Remark]:
    if plan.database.pooler.mode == "transaction":
        deployed = plan.database.mode == "cloudnative-pg"
        yield Remark(
            "Transaction pooling does not work with a driver that prepares statements.",
            fix=""
            if deployed
            else "Set your own pooler to session mode, and set database.pooler.mode to none.",
            change={"database.pooler.mode": "session" if deployed else "none"},
        )

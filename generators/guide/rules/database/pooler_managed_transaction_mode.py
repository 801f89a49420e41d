from __future__ import annotations

from collections.abc import Iterator

from generators.guide.managed_postgres import managed_pooler
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="PostgreSQL host is an unsupported pooler",
    about=("database.host", "database.port"),
    severity=Severity.ERROR,
    why="Prepared statements, the locks of a migration or the startup parameter options fail "
    "behind it, at the start or at random in flows.",
    fix="Connect to the server itself, or to a pooler in session mode.",
    because="SkillFlaw's driver and its migrations need one connection for a session. Where the "
    "vendor lets you choose the mode, it is a warning.",
    guide=("postgres.migrations", "postgres.replicas"),
    reference="https://www.psycopg.org/psycopg3/docs/advanced/prepare.html",
    bad={"database.host": "aws-0-eu-central-1.pooler.supabase.com", "database.port": 6543},
)
def pooler_managed_transaction_mode(plan: Plan) -> Iterator[Remark]:
    pooler = managed_pooler(plan)
    if pooler:
        yield Remark(
            f"{plan.database.host} on port {plan.database.port} is {pooler.name}, which "
            f"{pooler.fault} ({pooler.reference}).",
            fix=pooler.otherwise,
            severity=Severity.WARNING if pooler.configurable else None,
        )

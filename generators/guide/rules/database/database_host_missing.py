from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="External PostgreSQL has no host",
    about=("database.host", "database.mode"),
    severity=Severity.ERROR,
    why="The backend has no database to connect to, and never starts.",
    fix="Set database.host to the host name of the primary.",
    because="Without a database SkillFlaw does not start.",
    guide=("state.database", "postgres.core"),
    bad={"database.host": ""},
)
def database_host_missing(plan: Plan) -> Iterator[str]:
    if plan.database.mode == "external" and not plan.database.host:
        yield "PostgreSQL is external, and its host is empty."

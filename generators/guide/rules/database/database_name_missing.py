from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="PostgreSQL database name missing",
    about=("database.name",),
    severity=Severity.ERROR,
    why="The URL names no database, so the driver connects to a database named like the user.",
    fix="Set database.name to the name of the database, such as skillflaw.",
    because="The backend would connect to a database that the plan does not name.",
    guide=("state.database",),
    reference="https://www.postgresql.org/docs/current/libpq-connect.html",
    bad={"database.name": ""},
)
def database_name_missing(plan: Plan) -> Iterator[Remark]:
    if not plan.database.name.strip():
        yield Remark("The name of the database is empty.", change={"database.name": "skillflaw"})

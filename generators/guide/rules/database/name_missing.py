from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="A database without a name",
    about=("database.name",),
    severity=Severity.ERROR,
    why="The URL ends in nothing, and the driver connects to a database named like the user.",
    fix="Write the name of the database, such as skillflaw.",
    because="The URL would lead to no database that was chosen.",
    guide=("state.database",),
    bad={"database.name": ""},
)
def name_missing(plan: Plan) -> Iterator[Remark]:
    if not plan.database.name.strip():
        yield Remark("The name of the database is empty.", change={"database.name": "skillflaw"})

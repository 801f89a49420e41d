from __future__ import annotations

from collections.abc import Iterator

from generators.guide.data_stores import external_database
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan

PORTS = {6432: "PgBouncer's usual port", 6543: "a transaction pooler's usual port"}


@rule(
    title="A pooler of somebody else in front",
    about=("database.port", "database.host"),
    severity=Severity.INFO,
    why="The driver sends the start-up parameter options, which PgBouncer refuses unless told to "
    "ignore it, and transaction mode breaks prepared statements.",
    fix="Have it ignore the parameter options and pool by session, or name PostgreSQL itself.",
    because="Many poolers are set up right; the plan cannot see it.",
    reference="https://www.pgbouncer.org/config.html#ignore_startup_parameters",
    bad={"database.port": 6432},
)
def foreign_pooler(plan: Plan) -> Iterator[str]:
    store = external_database(plan)
    if store and store.port in PORTS:
        yield f"{store.port} is {PORTS[store.port]}."

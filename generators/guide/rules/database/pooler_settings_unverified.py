from __future__ import annotations

from collections.abc import Iterator

from generators.guide.data_stores import external_database
from generators.guide.managed_postgres import managed_pooler
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan

PORTS = {6432: "PgBouncer's usual port", 6543: "a transaction pooler's usual port"}


@rule(
    title="Pooler in front of external PostgreSQL not verified",
    about=("database.port", "database.host"),
    severity=Severity.INFO,
    why="The driver sends the startup parameter options. PgBouncer refuses it unless "
    "ignore_startup_parameters lists it, and transaction mode breaks prepared statements.",
    fix="Set ignore_startup_parameters = options and pool_mode = session in the pooler, or connect "
    "to PostgreSQL directly.",
    because="Many poolers are set up correctly, but the plan does not contain their settings.",
    reference="https://www.pgbouncer.org/config.html#ignore_startup_parameters",
    bad={"database.port": 6432},
)
def pooler_settings_unverified(plan: Plan) -> Iterator[str]:
    store = external_database(plan)
    if store and store.port in PORTS and not managed_pooler(plan):
        yield f"{store.port} is {PORTS[store.port]}."

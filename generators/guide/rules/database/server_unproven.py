from __future__ import annotations

from collections.abc import Iterator

from generators.guide.data_stores import external_database
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="An encrypted connection to whoever answers",
    about=("database.sslMode",),
    severity=Severity.INFO,
    why="Whoever can change the name's address gets the password and every query, encrypted.",
    fix="Choose verify-full and name the Secret with the server's CA.",
    because="Encryption is what was asked for; proof of the server is the better choice.",
    guide=("security.network",),
    reference="https://www.postgresql.org/docs/current/libpq-ssl.html",
    bad={"database.sslMode": "require"},
)
def server_unproven(plan: Plan) -> Iterator[str]:
    store = external_database(plan)
    if store and store.outside and plan.database.ssl_mode == "require":
        yield "require encrypts and does not check who answers."

from __future__ import annotations

from collections.abc import Iterator

from generators.guide.data_stores import external_database
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="TLS without server verification (sslmode=require)",
    about=("database.sslMode",),
    severity=Severity.INFO,
    why="An attacker who can redirect the host name to another address gets the password and every "
    "query.",
    fix="Set database.sslMode to verify-full, and name the Secret with the server's CA.",
    because="The connection is encrypted; verification of the server is the safer choice.",
    guide=("security.network",),
    reference="https://www.postgresql.org/docs/current/libpq-ssl.html",
    bad={"database.sslMode": "require"},
)
def database_server_unverified(plan: Plan) -> Iterator[str]:
    store = external_database(plan)
    if store and store.outside and plan.database.ssl_mode == "require":
        yield "sslMode require encrypts, but does not verify the server."

from __future__ import annotations

from collections.abc import Iterator

from generators.guide.data_stores import external_database
from generators.guide.hostnames import inside_the_pod
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan
from generators.plan.scalars import is_address


@rule(
    title="A server name that certificates rarely bear",
    about=("database.host", "database.sslMode"),
    severity=Severity.WARNING,
    why="verify-full compares the name, so the first connection after a renewal may be refused.",
    fix="Use the full name that the server's certificate bears.",
    because="It works where the certificate bears exactly this; most bear the full name.",
    reference="https://www.postgresql.org/docs/current/libpq-ssl.html",
    bad={"database.host": "10.20.0.5"},
)
def name_not_on_the_certificate(plan: Plan) -> Iterator[str]:
    store = external_database(plan)
    if not store or plan.database.ssl_mode != "verify-full" or inside_the_pod(store.host):
        return
    if is_address(store.host):
        yield f"verify-full looks for {store.host} on the certificate, and that is an address."
    elif store.host and "." not in store.host:
        yield f"verify-full looks for {store.host} on the certificate, and that is a short name."

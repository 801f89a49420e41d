from __future__ import annotations

from collections.abc import Iterator

from generators.guide.data_stores import external_database
from generators.guide.hostnames import inside_the_pod
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan
from generators.plan.scalars import is_address


@rule(
    title="PostgreSQL host may not match the server certificate",
    about=("database.host", "database.sslMode"),
    severity=Severity.WARNING,
    why="verify-full compares the host name with the certificate, so connections are refused where "
    "they differ, for example after a renewal.",
    fix="Set database.host to the full host name in the server's certificate.",
    because="It works where the certificate contains exactly this name; most contain the full host "
    "name.",
    reference="https://www.postgresql.org/docs/current/libpq-ssl.html",
    bad={"database.host": "10.20.0.5"},
)
def database_certificate_name_mismatch(plan: Plan) -> Iterator[str]:
    store = external_database(plan)
    if not store or plan.database.ssl_mode != "verify-full" or inside_the_pod(store.host):
        return
    if is_address(store.host):
        yield f"verify-full looks for {store.host} in the certificate, and that is an IP address."
    elif store.host and "." not in store.host:
        yield f"verify-full looks for {store.host} in the certificate, and that is a short name."

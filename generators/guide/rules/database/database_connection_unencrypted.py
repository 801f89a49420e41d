from __future__ import annotations

from collections.abc import Iterator

from generators.guide.data_stores import external_database
from generators.guide.environment_names import rehearsal
from generators.guide.hostnames import inside_the_pod
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="PostgreSQL connection outside the cluster is not encrypted",
    about=("database.sslMode", "database.host"),
    severity=Severity.ERROR,
    why="Anyone on the network path can read every flow, the users' credentials and the database "
    "password.",
    fix="Set database.sslMode to require at least; verify-full with the server's CA also verifies "
    "the server.",
    because="The data can be read on a network outside the cluster. In a rehearsal it is a "
    "warning.",
    guide=("security.network",),
    reference="https://www.postgresql.org/docs/current/libpq-ssl.html",
    bad={"database.sslMode": "disable"},
)
def database_connection_unencrypted(plan: Plan) -> Iterator[Remark]:
    store, mode = external_database(plan), plan.database.ssl_mode
    weak = mode in ("disable", "allow", "prefer")
    if not store or not weak or not store.outside or inside_the_pod(store.host):
        return
    effect = "sends everything in plain text" if mode == "disable" else "falls back to plain text"
    yield Remark(
        f"sslMode {mode} {effect}, and {store.host} is outside the cluster.",
        severity=Severity.WARNING if rehearsal(plan) else None,
        change={"database.sslMode": "require"},
    )

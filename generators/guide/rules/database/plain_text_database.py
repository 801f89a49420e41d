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
    title="PostgreSQL in plain text over another network",
    about=("database.sslMode", "database.host"),
    severity=Severity.ERROR,
    why="Whoever sits on the way reads every flow, every credential of the users and the "
    "database's own password.",
    fix="Choose require at least, and verify-full with the server's CA for certainty.",
    because="Nothing holds the data back from that network. For a rehearsal it is a warning.",
    guide=("security.network",),
    reference="https://www.postgresql.org/docs/current/libpq-ssl.html",
    bad={"database.sslMode": "disable"},
)
def plain_text_database(plan: Plan) -> Iterator[Remark]:
    store, mode = external_database(plan), plan.database.ssl_mode
    weak = mode in ("disable", "allow", "prefer")
    if not store or not weak or not store.outside or inside_the_pod(store.host):
        return
    how = "sends everything in plain text" if mode == "disable" else "falls back to plain text"
    yield Remark(
        f"sslMode {mode} {how}, and {store.host} is outside the cluster.",
        severity=Severity.WARNING if rehearsal(plan) else None,
        change={"database.sslMode": "require"},
    )

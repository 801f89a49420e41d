from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="PostgreSQL CA missing for server verification",
    about=("database.caSecret.name", "database.caSecret.key", "database.sslMode"),
    severity=Severity.ERROR,
    why="The driver finds no root certificate and refuses every connection, so no pod starts.",
    fix="Set database.caSecret.name and database.caSecret.key to the Secret and key with the CA, "
    "usually ca.crt.",
    because="Without the CA no connection can be made.",
    guide=("state.database",),
    reference="https://www.postgresql.org/docs/current/libpq-ssl.html",
    bad={"database.caSecret.name": ""},
)
def database_ca_missing(plan: Plan) -> Iterator[Remark]:
    mode, secret = plan.database.ssl_mode, plan.database.ca_secret
    if plan.database.mode != "external" or mode not in ("verify-ca", "verify-full"):
        return
    missing = [name for name in ("name", "key") if not getattr(secret, name)]
    if missing:
        gap = "no Secret" if not secret.name else "no key in its Secret"
        yield Remark(
            f"sslMode {mode} checks the server against a CA, and {gap} is given.",
            at=(*(f"database.caSecret.{name}" for name in missing), "database.sslMode"),
            change={"database.caSecret.key": "ca.crt"} if missing == ["key"] else {},
        )

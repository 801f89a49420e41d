"""The Secrets with which the backend reaches PostgreSQL: the URL or its parts, and the CA."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generators.plan.choice import Topic
from generators.plan.choice import choice
from generators.plan.primitives import Flag
from generators.plan.scalars import DnsSubdomain
from generators.plan.scalars import OptionalDnsSubdomain
from generators.plan.scalars import OptionalSecretKey
from generators.plan.scalars import SecretKey

if TYPE_CHECKING:
    from generators.plan.plan import Plan


def _external(plan: Plan) -> bool:
    return plan.database.mode == "external"


def _verified(plan: Plan) -> bool:
    return plan.database.ssl_mode in ("verify-ca", "verify-full")


def _in_parts(plan: Plan) -> bool:
    return _external(plan) and plan.database.url_secret.parts


class UrlSecret(Topic):
    name: DnsSubdomain = choice(
        "skillflaw-database",
        "Secret with the database URL",
        "The name of the Secret. It holds the whole URL, because the URL contains the password; "
        "or user and password as two keys.",
        guide=("security.secrets", "state.database"),
    )
    key: SecretKey = choice(
        "SKILLFLAW_DATABASE_URL",
        "Key of the database URL",
        "The key in that Secret that holds the URL.",
        applies=lambda plan: not _in_parts(plan),
    )
    parts: Flag = choice(
        False,
        "The Secret holds user and password, not a URL",
        "Turn this on for a Secret of an operator or of a secret store that has the two as "
        "separate keys. The pod makes the URL from host, port and database name, and gives user "
        "and password to the PostgreSQL client unchanged, so no character needs an escape.",
        guide=("security.secrets",),
        applies=_external,
        advanced=True,
    )
    username_key: SecretKey = choice(
        "username",
        "Key of the user",
        "The key in that Secret that holds the name of the role.",
        applies=_in_parts,
        advanced=True,
    )
    password_key: SecretKey = choice(
        "password",
        "Key of the password",
        "The key in that Secret that holds its password, not percent-encoded.",
        applies=_in_parts,
        advanced=True,
    )

    @property
    def unchosen(self) -> bool:
        """Whether the plan names no Secret of its own, so that an operator's may serve."""
        default = UrlSecret()
        return (self.name, self.key) == (default.name, default.key)


class CaSecret(Topic):
    name: OptionalDnsSubdomain = choice(
        "",
        "Secret with the server's CA certificate",
        "The name of the Secret. The sslmodes verify-ca and verify-full need it.",
        applies=_verified,
        example="skillflaw-database-ca",
    )
    key: OptionalSecretKey = choice(
        "",
        "Key of the CA certificate",
        "The key in that Secret, usually ca.crt.",
        applies=_verified,
    )

"""Which Secrets a plan refers to, key by key."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from generators.guide.hostnames import published
from generators.plan import Plan
from generators.plan.database_secrets import UrlSecret


class _Named(Protocol):
    @property
    def name(self) -> str: ...

    @property
    def key(self) -> str: ...


@dataclass(frozen=True)
class SecretUse:
    """One key of one Secret that something reads. ``paths`` are the choices that name the two."""

    name: str
    key: str
    purpose: str
    paths: tuple[str, ...]


def secret_uses(plan: Plan) -> Iterator[SecretUse]:
    """Yield what the pods read from Secrets that the team provides, in the plan's order."""
    database, redis, secrets = plan.database, plan.redis, plan.secrets
    # CloudNativePG makes the credentials itself unless the plan names others.
    operators = database.mode == "cloudnative-pg" and database.url_secret.unchosen
    if database.mode == "external" and database.url_secret.parts:
        yield from _in_parts(database.url_secret)
    elif not operators:
        yield _use(database.url_secret, "the database's URL", "database.urlSecret")
    verified = database.ssl_mode in ("verify-ca", "verify-full")
    if database.mode == "external" and verified and database.ca_secret.name:
        yield _use(database.ca_secret, "the database's CA", "database.caSecret")
    if redis.mode != "none":
        yield _use(redis.url_secret, "the URL of Redis", "redis.urlSecret")
    yield _use(secrets.key_file, "the key file", "secrets.keyFile")
    if redis.mode == "external" and redis.tls and redis.ca_secret.name:
        yield _use(redis.ca_secret, "the CA of Redis", "redis.caSecret")
    account, path = secrets.superuser, "secrets.superuser"
    for key, name, purpose in (
        (account.username_key, "usernameKey", "the first account's name"),
        (account.password_key, "passwordKey", "the first account's password"),
    ):
        yield SecretUse(account.name, key, purpose, (f"{path}.name", f"{path}.{name}"))


def _in_parts(secret: UrlSecret) -> Iterator[SecretUse]:
    for key, choice, purpose in (
        (secret.username_key, "usernameKey", "the database's user"),
        (secret.password_key, "passwordKey", "the database's password"),
    ):
        paths = ("database.urlSecret.name", f"database.urlSecret.{choice}")
        yield SecretUse(secret.name, key, purpose, paths)


def further_secrets(plan: Plan) -> Iterator[tuple[str, str]]:
    """Yield the choice and the name of each Secret of further variables and volumes."""
    operations = plan.operations
    yield from (("operations.environment", source.secret) for source in operations.environment)
    named = (volume.secret for volume in operations.volumes)
    yield from (("operations.volumes", name) for name in named if name)


def _use(secret: _Named, purpose: str, path: str) -> SecretUse:
    return SecretUse(secret.name, secret.key, purpose, (f"{path}.name", f"{path}.key"))


def tls_secrets(plan: Plan) -> tuple[tuple[str, str], ...]:
    """List the TLS Secrets that the plan names for hostnames: the choice and the name."""
    if plan.tls.mode not in ("cert-manager", "existing-secret"):
        return ()
    named = plan.tls.secrets
    names = {"api": named.api, "ui": named.ui, "docs": named.docs}
    parts = [host.part for host in published(plan)]
    return tuple((f"tls.secrets.{part}", names[part]) for part in parts if names[part])

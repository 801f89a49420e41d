"""Every Secret that has to exist, in the order in which a new installation needs them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from generators.manifests import database
from generators.manifests import operations
from generators.manifests import redis
from generators.manifests.part import RequiredSecret
from generators.manifests.part import SecretEntry
from generators.manifests.secrets.further import further_secrets
from generators.manifests.tls import tls
from generators.manifests.tokens import TOKEN
from generators.plan import Plan


def required_secrets(plan: Plan) -> tuple[RequiredSecret, ...]:
    """List the Secrets that this plan's pods refer to, those that an operator makes included."""
    stores = (*database.required(plan), *redis.required(plan), *operations.required(plan))
    return together((*own_secrets(plan), *stores, *tls(plan).secrets, *further_secrets(plan)))


def together(secrets: Iterable[RequiredSecret]) -> tuple[RequiredSecret, ...]:
    """Make one of Secrets that share a name: it holds the keys of all of them."""
    named: dict[str, RequiredSecret] = {}
    for secret in secrets:
        known = named.get(secret.name)
        named[secret.name] = _both(known, secret) if known else secret
    return tuple(named.values())


def _both(one: RequiredSecret, other: RequiredSecret) -> RequiredSecret:
    keys = {entry.key for entry in one.entries}
    return replace(
        one,
        entries=(*one.entries, *(entry for entry in other.entries if entry.key not in keys)),
        purpose=f"{one.purpose} {other.purpose}",
        made_by=one.made_by or other.made_by,
        further=one.further or other.further,
        choices=tuple(dict.fromkeys((*one.choices, *other.choices))),
        guide=tuple(dict.fromkeys((*one.guide, *other.guide))),
    )


def own_secrets(plan: Plan) -> tuple[RequiredSecret, ...]:
    """List the Secrets that are no data store's: the key, the first account, the registry's."""
    return (_key(plan), _account(plan), *_registry(plan))


def _key(plan: Plan) -> RequiredSecret:
    key_file = plan.secrets.key_file
    entry = SecretEntry(
        key_file.key,
        "32 random bytes as URL-safe base64, no newline at the end. Keep a copy in a safe place: "
        "without it a restored database cannot be read.",
        "",
        TOKEN,
    )
    return RequiredSecret(
        name=key_file.name,
        entries=(entry,),
        purpose="All backend pods encrypt stored credentials with this key, mounted as a file.",
        choices=("secrets.keyFile.name", "secrets.keyFile.key"),
        guide=("state.secret-key", "security.key-file", "security.secrets"),
    )


def _account(plan: Plan) -> RequiredSecret:
    superuser = plan.secrets.superuser
    return RequiredSecret(
        name=superuser.name,
        entries=(
            SecretEntry(superuser.username_key, "The name of the first account.", "USER"),
            SecretEntry(superuser.password_key, "Its password.", "PASSWORD", TOKEN),
        ),
        purpose="The first account. Without it a default login may work.",
        choices=(
            "secrets.superuser.name",
            "secrets.superuser.usernameKey",
            "secrets.superuser.passwordKey",
        ),
        guide=("security.secrets",),
    )


def _registry(plan: Plan) -> tuple[RequiredSecret, ...]:
    name = plan.release.image_pull_secret
    if not name:
        return ()
    entry = SecretEntry(
        ".dockerconfigjson",
        "A Docker configuration as JSON, with the credentials of "
        + ("the images' registries" if plan.release.registry_mirror else "this registry")
        + " only.",
        from_file=True,
    )
    return (
        RequiredSecret(
            name=name,
            entries=(entry,),
            purpose="The nodes pull "
            + ("all images" if plan.release.registry_mirror else "SkillFlaw's images")
            + " with it.",
            type="kubernetes.io/dockerconfigjson",
            choices=("release.imagePullSecret", "release.registryMirror"),
            guide=("security.secrets",),
        ),
    )

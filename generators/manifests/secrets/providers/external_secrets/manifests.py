"""ExternalSecrets: the operator reads values from a store and writes the Secrets."""

from __future__ import annotations

from collections.abc import Sequence

from generators.manifests.part import PART_OF
from generators.manifests.part import File
from generators.manifests.part import Manifest
from generators.manifests.part import Note
from generators.manifests.part import Part
from generators.manifests.part import RequiredSecret
from generators.manifests.part import SecretEntry
from generators.manifests.secrets.placeholders import filled
from generators.manifests.secrets.placeholders import is_url
from generators.manifests.secrets.placeholders import placeholders
from generators.manifests.secrets.placeholders import property_of
from generators.manifests.storage import KEPT
from generators.plan import Plan

COMPONENT = "secrets-external-secrets"

# In a URL's user or password a plus is a plus, so a space has to be written another way.
_ENCODED = ' | urlquery | replace "+" "%20"'

ROTATION = Note(
    "manual",
    "The operator reads a changed value from the store when the ExternalSecret changes, and a "
    "pod reads it when it restarts. Increase the annotation skillflaw.io/revision, then restart "
    "the backend.",
    ("secrets.provider",),
    ("security.secrets",),
)


def external_secrets(plan: Plan, secrets: Sequence[RequiredSecret]) -> Part:
    """Make an ExternalSecret for each Secret that no operator makes."""
    external = [secret for secret in secrets if not secret.made_by]
    return Part(
        files=tuple(_file(plan, secret) for secret in external),
        notes=(ROTATION,),
        crds=("external-secrets.io",),
    )


def _file(plan: Plan, secret: RequiredSecret) -> File:
    return File(
        path=f"components/{COMPONENT}/{secret.name}.yaml",
        content=(_external_secret(plan, secret),),
        why=f"{secret.purpose} The operator reads the store when this object changes, and not at "
        "intervals, because an unexpected change of a value breaks running pods.",
        choices=(
            "secrets.provider",
            "secrets.store.kind",
            "secrets.store.name",
            "secrets.remotePath",
            *secret.choices,
        ),
        guide=secret.guide,
    )


def _external_secret(plan: Plan, secret: RequiredSecret) -> Manifest:
    return {
        "apiVersion": "external-secrets.io/v1",
        "kind": "ExternalSecret",
        "metadata": {
            "name": secret.name,
            "labels": {PART_OF: "skillflaw"},
            "annotations": {**KEPT, "skillflaw.io/revision": "1"},
        },
        "spec": {
            "refreshPolicy": "OnChange",
            "secretStoreRef": _store(plan),
            "target": _target(secret),
            **({"data": _sources(plan, secret)} if secret.entries else {}),
            **({"dataFrom": [_everything(plan, secret)]} if secret.further else {}),
        },
    }


def _store(plan: Plan) -> Manifest:
    store = plan.secrets.store
    return {"kind": store.kind, **({"name": store.name} if store.name else {})}


def _target(secret: RequiredSecret) -> Manifest:
    target: Manifest = {
        "name": secret.name,
        "creationPolicy": "Owner",
        "deletionPolicy": "Retain",
    }
    if secret.type != "Opaque" or any(map(_composed, secret.entries)):
        data = {entry.key: _template(secret, entry) for entry in secret.entries}
        target["template"] = {"engineVersion": "v2", "type": secret.type, "data": data}
    return target


def _composed(entry: SecretEntry) -> bool:
    """Tell whether a key holds more than one value from the store."""
    return bool(entry.template) and (entry.template,) != placeholders(entry)


def _template(secret: RequiredSecret, entry: SecretEntry) -> str:
    """Write the Go template of one key."""
    if not placeholders(entry):
        return _read(entry.key, "")
    encoded = _ENCODED if is_url(entry) else ""
    return filled(entry.template, lambda name: _read(property_of(secret, name), encoded))


def _read(name: str, encoded: str) -> str:
    # A name with a dot or a hyphen is no Go identifier.
    return f'{{{{ index . "{name}"{encoded} }}}}'


def _sources(plan: Plan, secret: RequiredSecret) -> list[Manifest]:
    """List what is read: a property for each placeholder, and for each key without any."""
    names: list[str] = []
    for entry in secret.entries:
        properties = [property_of(secret, name) for name in placeholders(entry)]
        names += properties or [entry.key]
    return [
        {"secretKey": name, "remoteRef": {"key": _remote(plan, secret), "property": name}}
        for name in dict.fromkeys(names)
    ]


def _everything(plan: Plan, secret: RequiredSecret) -> Manifest:
    """Read every property of an entry; those that are read by name as well come out the same."""
    return {"extract": {"key": _remote(plan, secret)}}


def _remote(plan: Plan, secret: RequiredSecret) -> str:
    prefix = plan.secrets.remote_path.strip().rstrip("/")
    return f"{prefix}/{secret.name}" if prefix else secret.name

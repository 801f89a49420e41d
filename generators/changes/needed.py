"""Secrets that the pods of a newer bundle refer to for the first time."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from typing import Any

from generators.environments.strategic_merge import POD_KINDS
from generators.manifests.part import Manifest

# Kinds that make a Secret, and where they name it, from `spec`.
MAKERS: Mapping[str, tuple[str, ...]] = {
    "ExternalSecret": ("target", "name"),
    "Certificate": ("secretName",),
}


def needed_secrets(
    before: Iterable[Manifest], after: Iterable[Manifest]
) -> dict[str, tuple[str, ...]]:
    """Map the name of each workload to the Secrets that somebody has to create first.

    A Secret that an object of the bundle makes is not among them.
    """
    old, new = list(before), list(after)
    known = {name for entry in old for name in _secrets(entry)}
    made = {name for entry in new for name in _made(entry)}
    needed = {
        entry["metadata"]["name"]: tuple(
            dict.fromkeys(name for name in _secrets(entry) if name not in known | made)
        )
        for entry in new
        if entry["kind"] in POD_KINDS
    }
    return {name: names for name, names in needed.items() if names}


def _made(entry: Manifest) -> Iterator[str]:
    if entry["kind"] == "Secret":
        yield entry["metadata"]["name"]
    value: Any = entry.get("spec", {})
    for key in MAKERS.get(entry["kind"], ()):
        value = value.get(key, {}) if isinstance(value, dict) else {}
    if entry["kind"] in MAKERS and isinstance(value, str):
        yield value


def _secrets(value: Any, key: str = "") -> Iterator[str]:
    """List the Secrets that an object refers to and cannot do without."""
    if isinstance(value, list | tuple):
        for inner in value:
            yield from _secrets(inner, key)
    elif isinstance(value, dict):
        if key in ("secretKeyRef", "secretRef", "secret", "imagePullSecrets") and not value.get(
            "optional"
        ):
            named = value.get("name") or value.get("secretName")
            if isinstance(named, str):
                yield named
        for inner_key, inner in value.items():
            yield from _secrets(inner, inner_key)

"""The patches of an overlay: one for each object that differs in an environment."""

from __future__ import annotations

from typing import Any

from generators.environments.strategic_merge import difference
from generators.environments.strategic_merge import entry_names
from generators.environments.strategic_merge import same
from generators.manifests.part import Manifest
from generators.manifests.part import Patch
from generators.manifests.remembered import remembered

WHOLE_LISTS = "The list is whole: kustomize merges no list of this kind by name."


def removal(entry: Manifest) -> Patch:
    """Make the patch that takes an object out; kustomize 5.5 takes one such patch in a file."""
    kind, name = entry["kind"], entry["metadata"]["name"]
    return Patch(
        f"patches/without-{filename_of(entry)}",
        ({**identity_of(entry), "$patch": "delete"},),
        f"This environment has no {kind} {name}.",
    )


@remembered
def change(before: Manifest, after: Manifest) -> Patch | None:
    """Make the patch that turns an object into another; none where they are the same."""
    if same(before, after):
        return None
    kind, name = after["kind"], after["metadata"]["name"]
    changed: dict[str, Any] = difference(before, after, entry_names(kind))
    identity = identity_of(after)
    identity["metadata"] |= changed.pop("metadata", {})
    why = f"What differs in the {kind} {name} of this environment."
    whole = not entry_names(kind) and _has_entries(changed)
    return Patch(
        f"patches/{filename_of(after)}",
        ({**identity, **changed},),
        f"{why} {WHOLE_LISTS}" if whole else why,
    )


def _has_entries(value: Any) -> bool:
    """Tell whether a patch replaces a list whose entries are mappings."""
    if isinstance(value, dict):
        return any(_has_entries(inner) for inner in value.values())
    return isinstance(value, list | tuple) and any(isinstance(entry, dict) for entry in value)


def filename_of(entry: Manifest) -> str:
    metadata = entry["metadata"]
    group = entry["apiVersion"].partition("/")[0] if "/" in entry["apiVersion"] else ""
    words = [entry["kind"].lower(), metadata.get("namespace", ""), metadata["name"]]
    # Two groups have a kind of this name.
    if entry["kind"] in ("Ingress", "Backend", "Gateway", "Cluster") and group:
        words.insert(0, group.partition(".")[0])
    return "-".join(word for word in words if word) + ".yaml"


def identity_of(entry: Manifest) -> Manifest:
    return {
        "apiVersion": entry["apiVersion"],
        "kind": entry["kind"],
        "metadata": {k: v for k, v in entry["metadata"].items() if k in ("name", "namespace")},
    }

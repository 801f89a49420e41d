"""Strategic merge patches, as kustomize applies them: objects and list entries go by name.

A patch names what it changes, so that an entry which somebody adds to a list shifts nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Sequence
from typing import Any

from generators.manifests.part import Manifest

# Which lists of a pod kustomize merges, and what it calls their entries by. It replaces all others
# as a whole, and every list of a kind that Kubernetes itself does not have.
ENTRY_NAMES: Mapping[str, str] = {
    "containers": "name",
    "initContainers": "name",
    "env": "name",
    "volumes": "name",
    "volumeMounts": "mountPath",
    "imagePullSecrets": "name",
    "topologySpreadConstraints": "topologyKey",
    "ports": "containerPort",
}
# Kinds whose pods are described in full, and a Service, whose ports kustomize merges as well.
POD_KINDS = frozenset({"Deployment", "StatefulSet", "DaemonSet", "Job", "CronJob", "Pod"})
REPLACING = {"$patch": "replace"}
# Two names make an entry of these: they are always given whole.
WHOLE = frozenset({"ports", "topologySpreadConstraints"})


def same(one: Any, other: Any) -> bool:
    """Compare as YAML does, where 1 is neither 1.0 nor true, and a tuple is a list."""
    if one is other:
        return True
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        return len(one) == len(other) and all(map(same, one, other))
    return repr(one) == repr(other)


def entry_names(kind: str) -> Mapping[str, str]:
    """Tell which lists of a kind are merged by their entries' names."""
    if kind == "Service":
        return {"ports": "port"}
    return ENTRY_NAMES if kind in POD_KINDS else {}


def merged(value: Manifest, patch: Mapping[str, Any], names: Mapping[str, str]) -> Manifest:
    """Apply a patch to a mapping: ``null`` removes a key, and named entries are merged."""
    result = dict(value)
    for key, change in patch.items():
        before = result.get(key)
        if change is None:
            result.pop(key, None)
        elif isinstance(change, dict) and isinstance(before, dict):
            result[key] = merged(before, change, names)
        elif key in names and isinstance(change, list | tuple):
            result[key] = _merged_entries(before or (), change, names[key], names)
        else:
            result[key] = change
    return result


def _merged_entries(
    before: Sequence[Any], patch: Sequence[Any], name: str, names: Mapping[str, str]
) -> list[Any]:
    """Merge a list: the patch's entries in its order, then the others in theirs."""
    if patch and same(patch[0], REPLACING):
        return list(patch[1:])
    known = {entry[name]: entry for entry in before}
    first = [merged(known.pop(entry[name], {}), entry, names) for entry in patch]
    return [*first, *known.values()]


def difference(before: Manifest, after: Manifest, names: Mapping[str, str]) -> Manifest:
    """Make the patch that turns one mapping into the other; empty where they are the same."""
    patch: Manifest = {key: None for key in before if key not in after}
    for key, value in after.items():
        if key not in before:
            patch[key] = value
        elif not same(before[key], value):
            patch[key] = _change(key, before[key], value, names)
    return patch


def _change(key: str, before: Any, after: Any, names: Mapping[str, str]) -> Any:
    if isinstance(before, dict) and isinstance(after, dict):
        return difference(before, after, names)
    if key in names and isinstance(before, list | tuple) and isinstance(after, list | tuple):
        return _entries(key, before, after, names)
    return after


def _entries(
    key: str, before: Sequence[Any], after: Sequence[Any], names: Mapping[str, str]
) -> list[Any]:
    """Change a list's entries by name, where that is shorter than the whole list."""
    whole = [REPLACING, *after]
    name = names[key]
    old = {entry[name]: entry for entry in before}
    new = [entry[name] for entry in after]
    if key in WHOLE or set(old) - set(new) or len(set(new)) < len(new) or len(old) < len(before):
        return whole
    changed = [
        {name: entry[name], **difference(old.get(entry[name], {}), entry, names)}
        for entry in after[: _last_change(old, after, name)]
    ]
    return changed if len(repr(changed)) < len(repr(whole)) else whole


def _last_change(old: Mapping[Any, Any], after: Sequence[Any], name: str) -> int:
    """Count the entries that a patch has to name, so that the others keep their order behind."""
    for end in range(len(after)):
        rest = after[end:]
        left = [key for key in old if key not in {entry[name] for entry in after[:end]}]
        if [entry[name] for entry in rest] == left and all(
            same(old[entry[name]], entry) for entry in rest
        ):
            return end
    return len(after)

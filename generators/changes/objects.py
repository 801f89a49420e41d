"""What applying does to each object of one environment."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from generators.changes.consequence import Consequence
from generators.changes.consequence import Kind
from generators.changes.kustomize import Key
from generators.changes.kustomize import key_of
from generators.changes.left_behind import HASHED
from generators.changes.left_behind import delete_commands
from generators.changes.left_behind import left
from generators.changes.needed import needed_secrets
from generators.changes.refusals import refusals
from generators.changes.workloads import cluster
from generators.changes.workloads import pooler
from generators.changes.workloads import workload
from generators.environments.strategic_merge import same
from generators.manifests.part import Manifest

WORKLOADS = frozenset({"Deployment", "StatefulSet"})


@dataclass(frozen=True)
class ObjectChange:
    """An object that applying adds, changes or leaves behind, with what that does.

    ``kind`` is the object's; ``change`` is ``added``, ``changed``, ``removed`` or ``renamed``.
    """

    change: str
    kind: str
    namespace: str
    name: str
    consequences: tuple[Consequence, ...] = ()
    before: Manifest | None = None

    @property
    def refused(self) -> bool:
        return any(consequence.kind is Kind.REFUSED for consequence in self.consequences)


@dataclass(frozen=True)
class AppliedChanges:
    """What applying does in one environment; ``objects`` in the order of their seriousness.

    ``shared`` tells whether both bundles have the environment.
    """

    environment: str
    objects: tuple[ObjectChange, ...]
    shared: bool = True

    def of(self, kind: Kind) -> tuple[tuple[ObjectChange, Consequence], ...]:
        """List the consequences of a kind, with their objects."""
        return tuple(
            (changed, consequence)
            for changed in self.objects
            for consequence in changed.consequences
            if consequence.kind is kind
        )

    @cached_property
    def kinds(self) -> tuple[Kind, ...]:
        """List the kinds of consequences that there are, the worst first."""
        return tuple(kind for kind in Kind if self.of(kind))

    @cached_property
    def removed(self) -> tuple[Manifest, ...]:
        """List the objects that nothing deletes."""
        gone = (changed for changed in self.objects if changed.change in ("removed", "renamed"))
        return tuple(changed.before for changed in gone if changed.before)

    @cached_property
    def delete_commands(self) -> tuple[str, ...]:
        """Write the commands that delete what is left behind and holds no data."""
        return delete_commands(self.removed)

    @cached_property
    def namespaces(self) -> tuple[str, str] | None:
        """Give the old and the new namespace of the backend where they differ."""
        backends = {
            changed.change: changed.namespace
            for changed in self.objects
            if changed.kind == "Deployment" and changed.name == "skillflaw-backend"
        }
        old = backends.get("removed") or backends.get("renamed")
        return (old, backends["added"]) if old and "added" in backends else None

    def __bool__(self) -> bool:
        """Tell whether applying does anything."""
        return bool(self.objects)


def object_changes(
    before: Iterable[Manifest], after: Iterable[Manifest]
) -> tuple[ObjectChange, ...]:
    """Compare the rendered objects of an environment."""
    old = {key_of(entry): entry for entry in before}
    new = {key_of(entry): entry for entry in after}
    scaled = {_target(entry) for entry in new.values() if _scales(entry)}
    secrets = needed_secrets(old.values(), new.values())
    changes = [
        *_changed(old, new, scaled, secrets),
        *(_added(entry, secrets) for key, entry in new.items() if key not in old),
        *_removed(old, new),
    ]
    return tuple(sorted(changes, key=_seriousness))


def _seriousness(changed: ObjectChange) -> tuple[int, str, str]:
    order = list(Kind)
    ranks = (order.index(consequence.kind) for consequence in changed.consequences)
    worst = min(ranks, default=len(order))
    return worst, changed.kind, changed.name


def _scales(entry: Manifest) -> bool:
    return bool(entry["kind"] == "HorizontalPodAutoscaler")


def _target(entry: Manifest) -> str:
    return str(entry["spec"]["scaleTargetRef"]["name"])


def _changed(
    old: Mapping[Key, Manifest],
    new: Mapping[Key, Manifest],
    scaled: set[str],
    secrets: Mapping[str, tuple[str, ...]],
) -> Iterator[ObjectChange]:
    for key, entry in new.items():
        if key in old and not same(old[key], entry):
            before = old[key]
            consequences = (
                *_refused(before, entry),
                *_needs(entry, secrets),
                *_effects(before, entry, scaled),
            )
            yield _change("changed", entry, consequences, before)


def _change(
    change: str,
    entry: Manifest,
    consequences: tuple[Consequence, ...],
    before: Manifest | None = None,
) -> ObjectChange:
    metadata = entry["metadata"]
    namespace = metadata.get("namespace", "")
    return ObjectChange(change, entry["kind"], namespace, metadata["name"], consequences, before)


def _refused(before: Manifest, after: Manifest) -> Iterator[Consequence]:
    for refusal in refusals(before, after):
        yield Consequence(Kind.REFUSED, refusal.why, refusal.instead, refusal.commands)


def _effects(before: Manifest, after: Manifest, scaled: set[str]) -> Iterator[Consequence]:
    kind = after["kind"]
    if kind in WORKLOADS:
        yield from workload(before, after, scaled)
    elif kind == "Cluster":
        yield from cluster(before, after)
    elif kind == "Pooler":
        yield from pooler(before, after)
    elif kind in ("HTTPRoute", "Ingress"):
        yield from _hosts(before, after)
    elif kind == "PersistentVolumeClaim" and not refusals(before, after):
        yield from _claim(before, after)


def _claim(before: Manifest, after: Manifest) -> Iterator[Consequence]:
    old, new = before["spec"]["resources"], after["spec"]["resources"]
    if not same(old, new):
        yield Consequence(
            Kind.NEEDS,
            "The claim grows only when it is bound and its StorageClass has allowVolumeExpansion. "
            "Otherwise the API server refuses this.",
        )


def _hosts(before: Manifest, after: Manifest) -> Iterator[Consequence]:
    gone = [host for host in hosts_of(before) if host not in hosts_of(after)]
    if gone:
        yield Consequence(Kind.TAKES_EFFECT, f"{', '.join(gone)} is no longer routed by this.")


def hosts_of(entry: Manifest) -> tuple[str, ...]:
    """List the hostnames of a route."""
    spec: Mapping[str, Any] = entry["spec"]
    ruled = (rule.get("host") for rule in spec.get("rules", ()))
    return tuple(dict.fromkeys(host for host in (*spec.get("hostnames", ()), *ruled) if host))


def _needs(entry: Manifest, secrets: Mapping[str, tuple[str, ...]]) -> Iterator[Consequence]:
    names = secrets.get(entry["metadata"]["name"], ()) if entry["kind"] in WORKLOADS else ()
    if names:
        plural = "s" if len(names) > 1 else ""
        yield Consequence(
            Kind.NEEDS,
            f"New pods do not start without the Secret{plural} {', '.join(names)}.",
            f"Create the Secret{plural} before you apply.",
        )


def _added(entry: Manifest, secrets: Mapping[str, tuple[str, ...]]) -> ObjectChange:
    return _change("added", entry, tuple(_needs(entry, secrets)))


def _removed(old: Mapping[Key, Manifest], new: Mapping[Key, Manifest]) -> Iterator[ObjectChange]:
    there = {(kind, namespace, _base(name)) for _, kind, namespace, name in new}
    for key, entry in old.items():
        if key not in new:
            _, kind, namespace, name = key
            renamed = (kind, namespace, _base(name)) in there
            change = "renamed" if renamed else "removed"
            yield _change(change, entry, (left(entry),), entry)


def _base(name: str) -> str:
    """Give a name without the hash of its content."""
    return HASHED.sub("", name)

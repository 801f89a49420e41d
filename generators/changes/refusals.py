"""What the API server refuses to change in an object that exists.

The fields are those of the Kubernetes API reference and of its validation
(https://github.com/kubernetes/kubernetes/tree/master/pkg/apis).
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from typing import Any

from generators.changes.claims import claim
from generators.changes.claims import claim_templates
from generators.changes.claims import cluster
from generators.changes.refusal import Refusal
from generators.changes.refusal import delete
from generators.environments.strategic_merge import same
from generators.manifests.part import Manifest

STATEFUL_SET_MUTABLE = frozenset(
    {
        "replicas",
        "ordinals",
        "template",
        "updateStrategy",
        "revisionHistoryLimit",
        "persistentVolumeClaimRetentionPolicy",
        "minReadySeconds",
    }
)
# Fields of other kinds that never change, from the top of the object.
IMMUTABLE: Mapping[str, tuple[str, ...]] = {
    "Deployment": ("spec.selector",),
    "DaemonSet": ("spec.selector",),
    "Job": (
        "spec.template",
        "spec.selector",
        "spec.completionMode",
        "spec.podFailurePolicy",
        "spec.successPolicy",
        "spec.backoffLimitPerIndex",
        "spec.managedBy",
    ),
    "Secret": ("type",),
    "RoleBinding": ("roleRef",),
    "ClusterRoleBinding": ("roleRef",),
    "StorageClass": ("provisioner", "parameters", "reclaimPolicy", "volumeBindingMode"),
    "PriorityClass": ("value",),
}
# What the API server fills in where a manifest says nothing.
DEFAULTS: Mapping[str, Any] = {
    "podManagementPolicy": "OrderedReady",
    "completionMode": "NonIndexed",
    "type": "Opaque",
}


def refusals(before: Manifest, after: Manifest) -> tuple[Refusal, ...]:
    """List what the API server refuses when ``after`` is applied over ``before``."""
    check = CHECKS.get(before["kind"], _immutable)
    return tuple(check(before, after))


def _immutable(before: Manifest, after: Manifest) -> Iterator[Refusal]:
    for path in IMMUTABLE.get(before["kind"], ()):
        if not same(_at(before, path), _at(after, path)):
            yield Refusal(
                path,
                f"{path} of a {before['kind']} cannot change.",
                f"Delete the {before['kind']} and apply again.{_cost(before)}",
                (delete(before),),
            )


def _cost(entry: Manifest) -> str:
    """Say what it costs to delete an object for a moment."""
    kind = entry["kind"]
    if kind == "Deployment":
        return " Its pods stop, so this is an outage."
    if kind == "Job":
        return " The Job runs again."
    return " Until then, whatever uses it fails."


def _at(entry: Mapping[str, Any], path: str) -> Any:
    value: Any = entry
    for key in path.split("."):
        value = value.get(key) if isinstance(value, dict) else None
    return DEFAULTS.get(path.rpartition(".")[2]) if value is None else value


def _sealed(before: Manifest, after: Manifest) -> Iterator[Refusal]:
    """Compare a ConfigMap or Secret that may be immutable."""
    yield from _immutable(before, after)
    if not before.get("immutable"):
        return
    fields = ("data", "binaryData", "stringData", "immutable")
    if any(not same(before.get(field), after.get(field)) for field in fields):
        kind = before["kind"]
        yield Refusal(
            "data",
            f"The {kind} is immutable.",
            f"Give the new {kind} another name, or delete the old one first.",
            (delete(before),),
        )


def _service(before: Manifest, after: Manifest) -> Iterator[Refusal]:
    old, new = before["spec"], after["spec"]
    # A Service that no longer chooses its address keeps the one it has.
    if new.get("clusterIP") and not same(old.get("clusterIP"), new["clusterIP"]):
        yield _service_field(before, "spec.clusterIP")
    # The second family may come and go; the first one stays. Most clusters begin with IPv4.
    families = new.get("ipFamilies")
    if families and families[0] != (old.get("ipFamilies") or ["IPv4"])[0]:
        yield _service_field(before, "spec.ipFamilies[0]")


def _service_field(before: Manifest, field: str) -> Refusal:
    return Refusal(
        field,
        f"{field} of a Service cannot change.",
        "Delete the Service and apply again. Clients cannot connect until then.",
        (delete(before),),
    )


def _stateful_set(before: Manifest, after: Manifest) -> Iterator[Refusal]:
    old, new = before["spec"], after["spec"]
    for field in dict.fromkeys((*old, *new)):
        if field in STATEFUL_SET_MUTABLE:
            continue
        default = DEFAULTS.get(field)
        pair = old.get(field, default), new.get(field, default)
        if field == "volumeClaimTemplates":
            yield from claim_templates(before, after)
        elif not same(*pair):
            yield _stateful_set_field(before, field)


def _stateful_set_field(before: Manifest, field: str) -> Refusal:
    why = f"spec.{field} of a StatefulSet cannot change."
    if field == "selector":
        # Pods with other labels would keep the names that the new ones need.
        instead = "Delete the StatefulSet with its pods and apply again. Until then it is down."
        return Refusal(f"spec.{field}", why, instead, (delete(before),))
    instead = "Delete the StatefulSet without its pods and apply again."
    return Refusal(f"spec.{field}", why, instead, (delete(before, "--cascade=orphan"),))


CHECKS: Mapping[str, Callable[[Manifest, Manifest], Iterator[Refusal]]] = {
    "ConfigMap": _sealed,
    "Secret": _sealed,
    "Service": _service,
    "StatefulSet": _stateful_set,
    "PersistentVolumeClaim": claim,
    "Cluster": cluster,
}

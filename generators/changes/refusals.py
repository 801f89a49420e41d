"""What the API server refuses to change in an object that exists.

The fields are those of the Kubernetes API reference and of its validation
(https://github.com/kubernetes/kubernetes/tree/master/pkg/apis), and of CloudNativePG's webhook
(https://github.com/cloudnative-pg/cloudnative-pg/blob/main/internal/webhook/v1/cluster_webhook.go).
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from generators.environments.strategic_merge import same
from generators.manifests.part import Manifest
from generators.plan.scalars.quantity import bytes_of

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
    "volumeMode": "Filesystem",
}


@dataclass(frozen=True)
class Refusal:
    """A field that cannot change, why, and what to do instead; ``commands`` are of a shell."""

    field: str
    why: str
    instead: str
    commands: tuple[str, ...] = ()


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
                (_delete(before),),
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


def _delete(entry: Manifest, *options: str) -> str:
    metadata = entry["metadata"]
    words = [_kubectl(entry), "delete", entry["kind"].lower(), metadata["name"], *options]
    return " ".join(words)


def _kubectl(entry: Manifest) -> str:
    namespace = entry["metadata"].get("namespace")
    return f"kubectl -n {namespace}" if namespace else "kubectl"


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
            (_delete(before),),
        )


def _service(before: Manifest, after: Manifest) -> Iterator[Refusal]:
    for field in ("clusterIP", "ipFamilies"):
        old, new = (entry["spec"].get(field) for entry in (before, after))
        if field == "ipFamilies":
            # The second family may come and go; the first one stays.
            old, new = (families[:1] if families else None for families in (old, new))
        # A Service without an address of its own choice keeps the one it has.
        dropped = new is None or (field == "clusterIP" and new == "")
        if dropped or same(old, new) or (old is None and field == "ipFamilies"):
            continue
        yield Refusal(
            f"spec.{field}",
            f"spec.{field} of a Service cannot change.",
            "Delete the Service and apply again. Clients cannot connect until then.",
            (_delete(before),),
        )


def _stateful_set(before: Manifest, after: Manifest) -> Iterator[Refusal]:
    old, new = before["spec"], after["spec"]
    for field in dict.fromkeys((*old, *new)):
        if field in STATEFUL_SET_MUTABLE:
            continue
        default = DEFAULTS.get(field)
        pair = old.get(field, default), new.get(field, default)
        if field == "volumeClaimTemplates":
            yield from _claim_templates(before, after)
        elif not same(*pair):
            yield _stateful_set_field(before, field)


def _stateful_set_field(before: Manifest, field: str) -> Refusal:
    why = f"spec.{field} of a StatefulSet cannot change."
    if field == "selector":
        # Pods with other labels would keep the names that the new ones need.
        instead = "Delete the StatefulSet with its pods and apply again. Until then it is down."
        return Refusal(f"spec.{field}", why, instead, (_delete(before),))
    instead = "Delete the StatefulSet without its pods and apply again."
    return Refusal(f"spec.{field}", why, instead, (_delete(before, "--cascade=orphan"),))


def _claim_templates(before: Manifest, after: Manifest) -> Iterator[Refusal]:
    name = before["metadata"]["name"]
    templates = [
        {
            claim["metadata"]["name"]: claim
            for claim in entry["spec"].get("volumeClaimTemplates", ())
        }
        for entry in (before, after)
    ]
    old, new = templates
    for claim in dict.fromkeys((*old, *new)):
        if claim not in old or claim not in new:
            yield Refusal(
                "spec.volumeClaimTemplates",
                "The volumes of a StatefulSet cannot be added or removed.",
                "Delete the StatefulSet without its pod and apply again: the new one replaces the "
                "pod, and what only the pod held is lost.",
                (_delete(before, "--cascade=orphan"),),
            )
        elif not _same_claim(old[claim], new[claim]):
            yield _claim_template(before, f"{claim}-{name}-0", old[claim], new[claim])


def _templates(entry: Manifest) -> dict[str, Manifest]:
    claims = entry["spec"].get("volumeClaimTemplates", ())
    return {claim["metadata"]["name"]: claim for claim in claims}


def _claim_template(before: Manifest, claim: str, old: Manifest, new: Manifest) -> Refusal:
    field = "spec.volumeClaimTemplates"
    why = "The claim template of a StatefulSet cannot change."
    orphan = _delete(before, "--cascade=orphan")
    if _grows(old["spec"], new["spec"]):
        size = _storage(new["spec"])
        body = f'{{"spec":{{"resources":{{"requests":{{"storage":"{size}"}}}}}}}}'
        return Refusal(
            field,
            why,
            "Grow the claim, delete the StatefulSet without its pod, and apply again. The pod "
            "keeps running. The StorageClass has to allow it.",
            (
                f"{_kubectl(before)} patch persistentvolumeclaim {claim} --type=merge -p '{body}'",
                orphan,
            ),
        )
    return Refusal(
        field,
        why,
        f"The volume of {claim} cannot shrink or change its class or access mode. Back up what it "
        "holds, delete the StatefulSet and the claim, apply again and restore.",
        (_delete(before), f"{_kubectl(before)} delete persistentvolumeclaim {claim}"),
    )


def _same_claim(old: Manifest, new: Manifest) -> bool:
    labels = [claim["metadata"].get("labels", {}) for claim in (old, new)]
    return same(*labels) and same(_claim_spec(old["spec"]), _claim_spec(new["spec"]))


def _claim_spec(spec: Mapping[str, Any]) -> Manifest:
    """Give a claim's spec with its size in bytes and its defaults filled in."""
    rest = {key: value for key, value in spec.items() if key != "resources"}
    return {"volumeMode": DEFAULTS["volumeMode"], **rest, "bytes": bytes_of(_storage(spec))}


def _storage(spec: Mapping[str, Any]) -> str:
    return str(spec["resources"]["requests"]["storage"])


def _grows(old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    """Tell whether a claim's size grows and nothing else changes."""
    one, other = _claim_spec(old), _claim_spec(new)
    return one.pop("bytes") < other.pop("bytes") and same(one, other)


def _claim(before: Manifest, after: Manifest) -> Iterator[Refusal]:
    old, new = _claim_spec(before["spec"]), _claim_spec(after["spec"])
    smaller = new.pop("bytes") < old.pop("bytes")
    fields = [key for key in dict.fromkeys((*old, *new)) if not same(old.get(key), new.get(key))]
    if not smaller and not fields:
        return
    # A claim that named no class has one by now, which may be the one that is named.
    named = "storageClassName" in fields and "storageClassName" not in old
    changed = ", ".join(f"spec.{field}" for field in fields) or "spec.resources.requests.storage"
    yield Refusal(
        changed,
        "A claim cannot shrink, and its class and access mode cannot change."
        + (" It is accepted only where the claim has this class already." if named else ""),
        "Make a claim with another name, copy the files to it, and name it in storage.claimName "
        "with storage.mode existing-claim. Or leave the claim as it is.",
    )


def _cluster(before: Manifest, after: Manifest) -> Iterator[Refusal]:
    for field in ("storage", "walStorage"):
        old, new = (entry["spec"].get(field) or {} for entry in (before, after))
        if old.get("size") and (
            not new.get("size") or bytes_of(str(new["size"])) < bytes_of(str(old["size"]))
        ):
            yield Refusal(
                f"spec.{field}.size",
                "CloudNativePG shrinks no volume.",
                "Leave the size as it is, or restore a backup into a new cluster.",
            )


CHECKS: Mapping[str, Callable[[Manifest, Manifest], Iterator[Refusal]]] = {
    "ConfigMap": _sealed,
    "Secret": _sealed,
    "Service": _service,
    "StatefulSet": _stateful_set,
    "PersistentVolumeClaim": _claim,
    "Cluster": _cluster,
}

"""What the API server and CloudNativePG refuse to change in a volume.

https://kubernetes.io/docs/concepts/storage/persistent-volumes/#expanding-persistent-volumes-claims
https://github.com/cloudnative-pg/cloudnative-pg/blob/main/internal/webhook/v1/cluster_webhook.go
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from typing import Any

from generators.changes.refusal import Refusal
from generators.changes.refusal import delete
from generators.changes.refusal import kubectl
from generators.environments.strategic_merge import same
from generators.manifests.part import Manifest
from generators.plan.scalars.quantity import bytes_of

FILESYSTEM = "Filesystem"  # the default of volumeMode


def claim_templates(before: Manifest, after: Manifest) -> Iterator[Refusal]:
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
                (delete(before, "--cascade=orphan"),),
            )
        elif not _same_claim(old[claim], new[claim]):
            yield _claim_template(before, f"{claim}-{name}-0", old[claim], new[claim])


def _templates(entry: Manifest) -> dict[str, Manifest]:
    claims = entry["spec"].get("volumeClaimTemplates", ())
    return {claim["metadata"]["name"]: claim for claim in claims}


def _claim_template(before: Manifest, claim: str, old: Manifest, new: Manifest) -> Refusal:
    field = "spec.volumeClaimTemplates"
    why = "The claim template of a StatefulSet cannot change."
    orphan = delete(before, "--cascade=orphan")
    if _grows(old["spec"], new["spec"]):
        size = _storage(new["spec"])
        body = f'{{"spec":{{"resources":{{"requests":{{"storage":"{size}"}}}}}}}}'
        return Refusal(
            field,
            why,
            "Grow the claim, delete the StatefulSet without its pod, and apply again. The pod "
            "keeps running. The StorageClass has to allow it.",
            (
                f"{kubectl(before)} patch persistentvolumeclaim {claim} --type=merge -p '{body}'",
                orphan,
            ),
        )
    return Refusal(
        field,
        why,
        f"The volume of {claim} cannot shrink or change its class or access mode. Back up what it "
        "holds, delete the StatefulSet and the claim, apply again and restore.",
        (delete(before), f"{kubectl(before)} delete persistentvolumeclaim {claim}"),
    )


def _same_claim(old: Manifest, new: Manifest) -> bool:
    labels = [claim["metadata"].get("labels", {}) for claim in (old, new)]
    return same(*labels) and same(_claim_spec(old["spec"]), _claim_spec(new["spec"]))


def _claim_spec(spec: Mapping[str, Any]) -> Manifest:
    """Give a claim's spec with its size in bytes and its defaults filled in."""
    rest = {key: value for key, value in spec.items() if key != "resources"}
    return {"volumeMode": FILESYSTEM, **rest, "bytes": bytes_of(_storage(spec))}


def _storage(spec: Mapping[str, Any]) -> str:
    return str(spec["resources"]["requests"]["storage"])


def _grows(old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    """Tell whether a claim's size grows and nothing else changes."""
    one, other = _claim_spec(old), _claim_spec(new)
    return one.pop("bytes") < other.pop("bytes") and same(one, other)


def claim(before: Manifest, after: Manifest) -> Iterator[Refusal]:
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


def cluster(before: Manifest, after: Manifest) -> Iterator[Refusal]:
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

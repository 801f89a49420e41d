"""Objects that an older bundle made and the new one no longer has; applying deletes none."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Mapping

from generators.changes.consequence import Consequence
from generators.changes.consequence import Kind
from generators.manifests.part import Manifest

# What an object does for as long as nobody deletes it.
GOES_ON: Mapping[str, str] = {
    "Deployment": "Its pods go on running.",
    "StatefulSet": "Its pods go on running. Its claims stay when it is deleted.",
    "CronJob": "It goes on starting Jobs.",
    "HorizontalPodAutoscaler": "It goes on scaling its workload.",
    "PodDisruptionBudget": "It goes on limiting drains of nodes.",
    "NetworkPolicy": "It still applies to the pods that it selects.",
    "Ingress": "It still routes requests.",
    "HTTPRoute": "It still routes requests.",
    "Cluster": "It goes on running. Deleting it deletes its volumes with all data.",
    "ScheduledBackup": "It goes on starting backups.",
    "ExternalSecret": "Its Secret is deleted with it, unless its deletion policy keeps it.",
    "PrometheusRule": "Its alerts go on firing.",
    "Probe": "It goes on probing.",
    "PodMonitor": "It goes on scraping.",
}
# Deleting one of these deletes data, so that no list says to do it in passing.
HOLDS_DATA = frozenset({"PersistentVolumeClaim", "Cluster", "Namespace", "Secret"})
HASHED = re.compile(r"-[bcdfghkmt2456789]{10}$")
PRUNE_KEPT = {
    "argocd.argoproj.io/sync-options": "Prune=false",
    "kustomize.toolkit.fluxcd.io/prune": "disabled",
}


def left(entry: Manifest) -> Consequence:
    """Say what a left object goes on doing, and how to delete it."""
    kind = entry["kind"]
    if kind in HOLDS_DATA:
        text = GOES_ON.get(kind, "It stays, with what it holds.")
        return Consequence(Kind.LEFT, text, "Delete it only when nobody needs its data.")
    if kind == "ConfigMap" and HASHED.search(entry["metadata"]["name"]):
        text = "Old pods read it until the rollout has ended, and a rollback needs it."
        return Consequence(Kind.LEFT, text, "Delete it when the rollout has ended.")
    return Consequence(Kind.LEFT, GOES_ON.get(kind, "It stays."))


def delete_commands(entries: Iterable[Manifest]) -> tuple[str, ...]:
    """Write one ``kubectl delete`` for each kind, without what holds data."""
    grouped: dict[tuple[str, str], list[str]] = {}
    for entry in entries:
        if entry["kind"] not in HOLDS_DATA:
            key = (entry["metadata"].get("namespace", ""), resource(entry))
            grouped.setdefault(key, []).append(entry["metadata"]["name"])
    return tuple(
        f"kubectl {f'-n {namespace} ' if namespace else ''}delete {name} {' '.join(names)}"
        for (namespace, name), names in grouped.items()
    )


def resource(entry: Manifest) -> str:
    """Name an object's kind as kubectl takes it: with its group, unless it is Kubernetes' own."""
    group = entry["apiVersion"].rpartition("/")[0]
    kind = str(entry["kind"]).lower()
    own = "." not in group or group.endswith(".k8s.io")
    return kind if own and kind != "httproute" else f"{kind}.{group}"


def kept_by_gitops(entry: Manifest) -> bool:
    """Tell whether annotations keep Argo CD and Flux from pruning an object."""
    annotations = entry["metadata"].get("annotations", {})
    return any(value in annotations.get(key, "") for key, value in PRUNE_KEPT.items())

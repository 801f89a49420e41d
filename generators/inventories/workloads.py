"""The workloads that run, with their pods at the least and at the most, and what each pod takes."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import Any

from generators.inventories.amounts import Amounts
from generators.inventories.amounts import amounts
from generators.inventories.amounts import total
from generators.inventories.objects import Objects
from generators.inventories.objects import component_of
from generators.inventories.objects import template_of
from generators.manifests.part import Manifest

TITLES = {
    "backend": "Backend",
    "frontend": "Frontend",
    "docs": "Docs",
    "database": "PostgreSQL",
    "pooler": "PgBouncer",
    "cache": "Redis",
    "postgres-exporter": "PostgreSQL exporter",
    "redis-exporter": "Redis exporter",
    "postgres-dumps": "Database dump",
    "skillflaw-migrate": "Migration",
    "skillflaw-downgrade": "Downgrade of the schema",
    "skillflaw-smoke-test": "Smoke test",
}


@dataclass(frozen=True)
class Workload:
    """Pods of one kind. ``surge`` counts the extra pods of a rollout, ``requests`` are of one pod.

    ``job`` tells that its pods end: they run only while a job does.
    """

    name: str
    component: str
    least: int
    most: int
    surge: int
    requests: Amounts
    limits: Amounts
    job: bool = False

    @property
    def title(self) -> str:
        return TITLES.get(self.name) or TITLES.get(self.component, self.name)

    @property
    def pods(self) -> str:
        """Write the number of pods: “3”, “2 to 6”."""
        return str(self.most) if self.least == self.most else f"{self.least} to {self.most}"

    @property
    def requested(self) -> Amounts:
        """What all pods request at their largest number."""
        return self.requests.times(self.most)

    @property
    def limited(self) -> Amounts:
        """What all pods may use at their largest number."""
        return self.limits.times(self.most)


def workloads(objects: Objects) -> tuple[Workload, ...]:
    """List what runs all the time, in the order of the objects."""
    scalers = {
        entry["spec"]["scaleTargetRef"]["name"]: entry["spec"]
        for entry in objects.of_kind("HorizontalPodAutoscaler")
    }
    return (
        *(_sized(entry, scalers) for entry in objects.of_kind("Deployment", "StatefulSet")),
        *(_instances(entry, objects) for entry in objects.of_kind("Cluster")),
        *(_pooler(entry) for entry in objects.of_kind("Pooler")),
    )


def jobs(objects: Objects) -> tuple[Workload, ...]:
    """List what runs now and then: jobs that people start, and those of a schedule."""
    scheduled = objects.of_kind("CronJob", "Job")
    return tuple(_of_pod(entry, 1, 1, 0, job=True) for entry in (*scheduled, *objects.jobs))


def _sized(entry: Manifest, scalers: dict[str, Any]) -> Workload:
    name, spec = entry["metadata"]["name"], entry["spec"]
    least = most = spec.get("replicas", 1)
    if scaler := scalers.get(name):
        least, most = scaler.get("minReplicas", 1), scaler["maxReplicas"]
    return _of_pod(entry, least, most, _surge(entry, most))


def _surge(entry: Manifest, most: int) -> int:
    """Count the extra pods of a rollout: https://kubernetes.io/docs/concepts/workloads/controllers/deployment/."""
    strategy = entry["spec"].get("strategy", {})
    if entry["kind"] != "Deployment" or strategy.get("type") == "Recreate":
        return 0
    surge = strategy.get("rollingUpdate", {}).get("maxSurge", "25%")
    return surge if isinstance(surge, int) else ceil(most * int(surge.rstrip("%")) / 100)


def _of_pod(entry: Manifest, least: int, most: int, surge: int, *, job: bool = False) -> Workload:
    pod = template_of(entry)["spec"]
    return Workload(
        entry["metadata"]["name"],
        component_of(entry),
        least,
        most,
        surge,
        amounts(pod, "requests"),
        amounts(pod, "limits"),
        job,
    )


def _instances(entry: Manifest, objects: Objects) -> Workload:
    """Count the instances of a CloudNativePG cluster, each with the sidecar of its backups."""
    spec = entry["spec"]
    containers: list[dict[str, Any]] = [{"resources": spec.get("resources", {})}]
    store = objects.one("ObjectStore")
    if store and spec.get("plugins"):
        sidecar = store["spec"].get("instanceSidecarConfiguration", {})
        containers.append({"resources": sidecar.get("resources", {})})
    pod = {"containers": containers}
    count = spec["instances"]
    requests, limits = amounts(pod, "requests"), amounts(pod, "limits")
    return Workload(entry["metadata"]["name"], "database", count, count, 0, requests, limits)


def _pooler(entry: Manifest) -> Workload:
    count = entry["spec"]["instances"]
    made = _of_pod(entry, count, count, 0)
    return Workload(made.name, "pooler", count, count, 0, made.requests, made.limits)


def requested(parts: tuple[Workload, ...]) -> Amounts:
    """Add up what these request at their largest numbers of pods."""
    return total(part.requested for part in parts)


def limited(parts: tuple[Workload, ...]) -> Amounts:
    """Add up what these may use at their largest numbers of pods."""
    return total(part.limited for part in parts)

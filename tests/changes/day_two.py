"""Day-two changes: a plan that runs, what is changed of it, and what a real API server answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from typing import Any

import generators
from generators.changes.kustomize import rendered_objects
from generators.manifests.part import Manifest
from generators.plan import Plan
from generators.plan import revised
from tests.plans import DOCS
from tests.plans import WEB
from tests.plans import branches

SIZED = {"storage.size": "20Gi", "storage.storageClass": "standard"}
LONGER = {"scaling.backend.longestFlowSeconds": 600, "ingress.timeoutSeconds": 660}
STAGING = {"release.environment": "staging"}
NO_DOCS = {"topology.docs": False, "ingress.hosts.docs": ""}
AOF = {"redis.persistence": "aof", "redis.maxMemory": "256Mi"}


@dataclass(frozen=True)
class DayTwo:
    """One change. ``start`` is what the plan of ``branch`` has otherwise before it.

    ``refused`` names the objects that the API server refused, as it did on a real one.
    """

    name: str
    branch: str
    changes: Mapping[str, Any]
    start: Mapping[str, Any] = field(default_factory=dict)
    refused: tuple[str, ...] = ()

    @property
    def before(self) -> Plan:
        return revised(branches()[self.branch], self.start)

    @property
    def after(self) -> Plan:
        return revised(self.before, self.changes)


STATE = ("PersistentVolumeClaim/skillflaw-state",)
POSTGRES = ("StatefulSet/postgres",)
CACHE = ("StatefulSet/cache",)
TRAEFIK = {
    "ingress.controller": "traefik",
    "ingress.className": "edge",
    "ingress.controllerNamespace": "edge",
    "tls.mode": "existing-secret",
}

DAY_TWO = [
    DayTwo("a new release", "api-managed", {"release.backend.tag": "1.9.0"}),
    DayTwo("a setting", "api-managed", {"operations.settings": {"SKILLFLAW_LOG_LEVEL": "debug"}}),
    DayTwo("more replicas", "api-managed", {"scaling.backend.replicas": 5}),
    DayTwo("fewer replicas", "api-managed", {"scaling.backend.replicas": 2}),
    DayTwo("the autoscaler on", "api-managed", {"scaling.backend.autoscaling.enabled": True}),
    DayTwo("the autoscaler off", "autoscaling", {"scaling.backend.autoscaling.enabled": False}),
    DayTwo("a longer flow", "api-managed", LONGER),
    DayTwo("more memory", "api-managed", {"scaling.backend.resources.limits.memory": "6Gi"}),
    DayTwo("another disruption budget", "api-managed", {"scaling.backend.maxUnavailable": 2}),
    DayTwo("spread over zones", "api-managed", {"scaling.spread": "zone"}),
    DayTwo("a larger state", "api-managed", {"storage.size": "40Gi"}, SIZED),
    DayTwo("a smaller state", "api-managed", {"storage.size": "10Gi"}, SIZED, STATE),
    DayTwo("the same size in MiB", "api-managed", {"storage.size": "20480Mi"}, SIZED),
    DayTwo("another class", "api-managed", {"storage.storageClass": "nfs"}, SIZED, STATE),
    DayTwo("no class any more", "api-managed", {"storage.storageClass": ""}, SIZED, STATE),
    DayTwo(
        "another access mode",
        "one-replica",
        {"storage.accessMode": "ReadWriteMany"},
        {"storage.storageClass": "nfs"},
        STATE,
    ),
    DayTwo("state from claim to scratch", "one-replica", {"storage.mode": "ephemeral"}, STAGING),
    DayTwo(
        "state in a claim of the team",
        "api-managed",
        {"storage.mode": "existing-claim", "storage.claimName": "team-claim"},
    ),
    DayTwo("a larger database", "small-team", {"database.size": "40Gi"}, {}, POSTGRES),
    DayTwo(
        "a smaller database",
        "small-team",
        {"database.size": "10Gi"},
        {"database.size": "20Gi"},
        (*POSTGRES, "PersistentVolumeClaim/postgres-dumps"),
    ),
    DayTwo(
        "the database on another class",
        "small-team",
        {"database.storageClass": "fast"},
        {"database.storageClass": "standard"},
        (*POSTGRES, "PersistentVolumeClaim/postgres-dumps"),
    ),
    DayTwo("more connections", "small-team", {"database.maxConnections": 200}),
    DayTwo("an exporter for PostgreSQL", "small-team", {"database.monitoring": False}),
    DayTwo("more memory for Redis", "redis-in-cluster", {"redis.memoryLimit": "2Gi"}),
    DayTwo("Redis on a volume", "redis-in-cluster", AOF, {}, CACHE),
    DayTwo("Redis off its volume", "redis-aof", {"redis.persistence": "none"}, {}, CACHE),
    DayTwo("a larger volume for Redis", "redis-aof", {"redis.size": "4Gi"}, {}, CACHE),
    DayTwo(
        "Redis as a service",
        "redis-in-cluster",
        {"redis.mode": "external", "redis.host": "cache.acme.net"},
    ),
    DayTwo("another hostname", "traefik", {"ingress.hosts.api": "api2.skillflaw.acme.com"}),
    DayTwo("another ingress controller", "traefik", {"ingress.controller": "haproxy"}),
    DayTwo("no network policies", "api-managed", {"operations.networkPolicies": False}),
    DayTwo("a user interface", "api-managed", WEB),
    DayTwo("no public docs any more", "docs", NO_DOCS, {**WEB, **DOCS}),
    DayTwo("a writable root", "api-managed", {"operations.readOnlyRootFilesystem": False}),
    DayTwo("another pod security level", "api-managed", {"operations.podSecurity": "baseline"}),
    DayTwo("no alerts", "api-managed", {"operations.alerts": "none"}),
    DayTwo("an older cluster", "api-managed", {"release.kubernetes": "1.29"}),
    DayTwo("another namespace", "api-managed", {"release.namespace": "skillflaw-two"}),
    DayTwo("several nodes share the state no longer", "one-replica", {"scaling.spread": "none"}),
    DayTwo(
        "another Secret of the superuser",
        "api-managed",
        {"secrets.superuser.name": "team-superuser"},
    ),
]


def files_of(plan: Plan) -> dict[str, str]:
    """Give the files of a plan's bundle."""
    return {file.path: file.text for file in generators.bundle(plan).files}


def objects_of(plan: Plan) -> tuple[Manifest, ...]:
    """Render the objects of a plan."""
    return rendered_objects(files_of(plan), f"overlays/{plan.release.environment}")

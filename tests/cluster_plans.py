"""Plans that use what differs between clusters: each choice of the workloads, in every database."""

from __future__ import annotations

from typing import Any

from generators.plan import Plan
from generators.plan import recommended
from generators.plan import revised
from tests.plans import DOCS
from tests.plans import IN_CLUSTER
from tests.plans import OPERATOR
from tests.plans import POOLED
from tests.plans import REDIS
from tests.plans import WEB

ENVIRONMENT: dict[str, Any] = {
    "operations.environment": [
        {"name": "OPENAI_API_KEY", "secret": "model-keys", "key": "openai"},
        {"name": "ANTHROPIC_API_KEY", "secret": "model-keys", "key": "anthropic"},
        {"secret": "tool-tokens"},
    ]
}
VOLUMES: dict[str, Any] = {
    "operations.volumes": [
        {"name": "acme-ca", "mountPath": "/etc/acme/ca", "configMap": "acme-ca"},
        {
            "name": "google",
            "mountPath": "/etc/google/key.json",
            "secret": "google-key",
            "subPath": "key.json",
        },
        {"name": "flows", "mountPath": "/srv/flows", "claim": "team-claim", "readOnly": False},
        {"name": "keys", "mountPath": "/etc/keys", "secret": "client-keys"},
    ]
}
TOLERATIONS: list[dict[str, Any]] = [
    {"key": "pool", "value": "apps", "effect": "NoSchedule"},
    {"key": "spot", "operator": "Exists", "effect": "NoExecute", "tolerationSeconds": 60},
]
PLACED: dict[str, Any] = {
    f"scaling.{part}.{choice}": value
    for part in ("backend", "frontend", "docs")
    for choice, value in (
        ("nodeSelector", {"node.acme.com/pool": "apps"}),
        ("tolerations", TOLERATIONS),
    )
}
IDENTITY: dict[str, Any] = {
    "operations.podAnnotations": {"vault.hashicorp.com/agent-inject": "true"},
    "operations.podLabels": {"azure.workload.identity/use": "true", "team": "flows"},
    "operations.serviceAccountAnnotations": {
        "azure.workload.identity/client-id": "11111111-2222-3333-4444-555555555555"
    },
}
MIRROR: dict[str, Any] = {
    "release.registryMirror": "harbor.acme.com/mirror",
    "release.imagePullSecret": "harbor-pull",
    "release.backend.image": "harbor.acme.com/skillflaw/backend",
    "release.frontend.image": "harbor.acme.com/skillflaw/frontend",
    "release.docs.image": "harbor.acme.com/skillflaw/skillflaw_docs",
}
LIMITED: dict[str, Any] = {
    "scaling.helperLimits": True,
    "scaling.backend.resources.limits.cpu": "2",
    "scaling.frontend.resources.limits.cpu": "500m",
    "scaling.docs.resources.limits.cpu": "500m",
}
PARTS: dict[str, Any] = {
    "database.urlSecret.name": "skillflaw-role",
    "database.urlSecret.parts": True,
    "database.urlSecret.usernameKey": "user",
    "database.urlSecret.passwordKey": "secret-word",
}
REDIS_CA: dict[str, Any] = {"redis.caSecret.name": "cache-ca", "redis.caSecret.key": "ca.pem"}
SIZED: dict[str, Any] = {
    "database.resources.requests.cpu": "2",
    "database.resources.requests.memory": "8Gi",
    "database.resources.limits.cpu": "4",
    "database.resources.limits.memory": "8Gi",
}
MINIO: dict[str, Any] = {
    "database.backup.endpoint": "https://minio.storage.svc:9000",
    "database.backup.region": "eu-central-1",
}
WORKLOADS = {**WEB, **DOCS, **ENVIRONMENT, **VOLUMES, **PLACED, **IDENTITY, **MIRROR, **LIMITED}

CHANGES: dict[str, dict[str, Any]] = {
    "outside": {
        **WORKLOADS,
        **PARTS,
        **REDIS_CA,
        "database.migrations": "job",
        "operations.extraCa": {"name": "acme-ca", "key": "ca.crt"},
    },
    "inside": {
        **WORKLOADS,
        **IN_CLUSTER,
        **REDIS,
        **SIZED,
        "redis.monitoring": True,
        "database.image": "docker.io/library/postgres:16.10-trixie",
        "release.namespaceDedicated": False,
    },
    "operator": {
        **WORKLOADS,
        **POOLED,
        **SIZED,
        **MINIO,
        "database.image": "ghcr.io/cloudnative-pg/postgis:17-3.6-standard-trixie",
    },
    "identity": {**OPERATOR, **IDENTITY, "database.backup.identity": "workload-identity"},
    "external-secrets": {
        **ENVIRONMENT,
        **VOLUMES,
        "secrets.provider": "external-secrets",
        "secrets.store.name": "vault",
        "secrets.remotePath": "platform",
    },
    "sealed-secrets": {**ENVIRONMENT, **VOLUMES, "secrets.provider": "sealed-secrets"},
    "sops": {
        **ENVIRONMENT,
        **VOLUMES,
        "secrets.provider": "sops",
        "operations.gitops": "flux",
        "operations.gitUrl": "https://github.com/acme/platform.git",
    },
}


def cluster_plans() -> dict[str, Plan]:
    """Give each of these plans by its name."""
    return {name: revised(recommended(), changes) for name, changes in CHANGES.items()}

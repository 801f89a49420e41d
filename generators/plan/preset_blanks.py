"""What presets leave to the engineer, with a filled-in example each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

BACKEND_DIGEST = "sha256:" + "3f8a1c5e7b904d26" * 4
FRONTEND_DIGEST = "sha256:" + "91b7e2d04c6fa358" * 4
DOCS_DIGEST = "sha256:" + "5d20c9f7e18b6a43" * 4

RELEASE_BLANKS: Mapping[str, Any] = {
    "release.backend.tag": "1.8.2",
    "release.backend.digest": BACKEND_DIGEST,
    "release.previousBackendTag": "1.8.1",
    "release.schemaMigration": "backward-compatible",
    "release.change": "SKILLFLAW_LOG_LEVEL from WARNING to INFO",
}
FRONTEND_BLANKS: Mapping[str, Any] = {
    "release.frontend.tag": "1.8.2",
    "release.frontend.digest": FRONTEND_DIGEST,
}
DOCS_BLANKS: Mapping[str, Any] = {
    "release.docs.tag": "1.8.2",
    "release.docs.digest": DOCS_DIGEST,
}
# What only people know of their data stores: no preset states it.
MANAGED_CLAIMS: Mapping[str, Any] = {
    "database.maxConnections": 500,
    "database.backup.schedule": "15 2 * * *",
    "database.backup.retentionDays": 35,
    "database.backup.destination": "automated backups of the managed service",
    "database.backup.restoreTested": "2026-10-12",
    "database.highAvailability": True,
    "database.failoverPlan": (
        "The managed service promotes its standby behind the same name; connections drop for "
        "about a minute and the pool reconnects."
    ),
    "database.monitoring": True,
    "redis.maxMemory": "1Gi",
    "redis.evictionPolicy": "allkeys-lru",
    "redis.persistence": "none",
    "redis.monitoring": True,
}
MANAGED_BLANKS: Mapping[str, Any] = {
    "storage.storageClass": "efs",
    "storage.provisioner": "efs.csi.aws.com",
    "database.host": "skillflaw.cluster-c1x2y3.eu-west-1.rds.amazonaws.com",
    "database.cidrs": ["10.20.0.0/16"],
    "redis.host": "skillflaw.x1y2z3.ng.0001.euw1.cache.amazonaws.com",
    "redis.cidrs": ["10.30.0.0/16"],
    **MANAGED_CLAIMS,
}
GATEWAY_BLANKS: Mapping[str, Any] = {
    "ingress.gateway.name": "public",
    "ingress.gateway.namespace": "gateway",
    "ingress.controllerNamespace": "envoy-gateway-system",
}
PEOPLE_BLANKS: Mapping[str, Any] = {
    "operations.centralLogs": True,
    "operations.smokeFlow": "support-triage",
    "operations.loadTested": True,
    "operations.prober": "blackbox-exporter.monitoring.svc:19115",
}

"""What tricky plans start from, each laid over the recommended plan."""

from __future__ import annotations

from typing import Any

from generators.plan.preset_blanks import BACKEND_DIGEST

STARTS: dict[str, dict[str, Any]] = {
    "web": {
        "topology.pattern": "full-web",
        "topology.audience.ui": "analysts",
        "release.frontend.tag": "1.8.2",
        "release.rollback.frontend": "with-backend",
        "scaling.frontend.drivers": ["concurrent-browsers"],
        "ingress.hosts.ui": "skillflaw.acme.com",
        "tls.covers": ["skillflaw.acme.com", "*.skillflaw.acme.com"],
    },
    "docs": {
        "topology.docs": True,
        "topology.audience.docs": "developers of our customers",
        "release.docs.tag": "1.8.2",
        "release.rollback.docs": "pinned",
        "ingress.hosts.docs": "docs.skillflaw.acme.com",
    },
    "mcp": {"topology.mcp": True, "ingress.timeoutSeconds": 3600},
    "one-replica": {"scaling.backend.replicas": 1},
    "one-node": {"scaling.backend.replicas": 1, "storage.accessMode": "ReadWriteOnce"},
    "autoscaled": {
        "scaling.backend.autoscaling.enabled": True,
        "scaling.backend.autoscaling.minReplicas": 3,
        "scaling.backend.autoscaling.maxReplicas": 6,
    },
    "operator": {
        "database.mode": "cloudnative-pg",
        "database.host": "",
        "database.cidrs": [],
        "database.backup.destination": "s3://acme-backups/skillflaw",
        "operations.apiServerCidrs": ["10.0.0.1/32"],
    },
    "pooled": {"database.pooler.mode": "session"},
    # Hears what the card of the preset `small-team` admits.
    "single": {
        "database.mode": "in-cluster",
        "database.host": "",
        "database.cidrs": [],
        "database.highAvailability": False,
        "database.failoverPlan": "",
        "database.backup.destination": "a volume beside it",
    },
    "own-redis": {
        "redis.mode": "in-cluster",
        "redis.host": "",
        "redis.cidrs": [],
        "redis.tls": False,
        "redis.maxMemory": "512Mi",
    },
    "traefik": {
        "ingress.controller": "traefik",
        "ingress.className": "traefik",
        "ingress.controllerNamespace": "traefik",
        "ingress.gateway.name": "",
        "ingress.gateway.namespace": "",
        "tls.mode": "cert-manager",
        "tls.issuer.name": "letsencrypt",
        "tls.covers": [],
    },
    "certificate": {"tls.mode": "existing-secret", "tls.issuer.name": ""},
    "rehearsal": {"release.environment": "dev"},
    "require": {
        "database.sslMode": "require",
        "database.caSecret.name": "",
        "database.caSecret.key": "",
    },
    "source": {
        "topology.delivery": "source",
        "topology.uiRebuilt": True,
        "release.backend.image": "registry.acme.com/skillflaw/backend",
    },
    "no-digests": {"release.backend.digest": ""},
    "same-digest": {"release.frontend.digest": BACKEND_DIGEST},
    "tag-of-129": {"release.backend.tag": "1.8.2-".ljust(129, "a")},
}

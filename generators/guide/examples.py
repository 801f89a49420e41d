"""Changes to the recommended plan that several examples of rules begin with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generators.plan.preset_blanks import DOCS_BLANKS
from generators.plan.preset_blanks import FRONTEND_BLANKS

WEB: Mapping[str, Any] = {
    "topology.pattern": "full-web",
    "topology.audience.ui": "colleagues who build flows in a browser",
    **FRONTEND_BLANKS,
    "release.rollback.frontend": "with-backend",
    "ingress.hosts.ui": "app.skillflaw.acme.com",
}
DOCS: Mapping[str, Any] = {
    "topology.docs": True,
    "topology.audience.docs": "developers of our customers",
    **DOCS_BLANKS,
    "release.rollback.docs": "pinned",
    "ingress.hosts.docs": "docs.skillflaw.acme.com",
}
SOURCE: Mapping[str, Any] = {
    "topology.delivery": "source",
    "topology.uiRebuilt": True,
    "release.backend.image": "registry.acme.com/team/skillflaw",
}
TRAEFIK: Mapping[str, Any] = {
    "ingress.controller": "traefik",
    "ingress.className": "traefik",
    "ingress.controllerNamespace": "traefik",
    "tls.mode": "cert-manager",
    "tls.issuer.name": "letsencrypt",
}
OPERATOR: Mapping[str, Any] = {
    "database.mode": "cloudnative-pg",
    "database.backup.destination": "s3://acme-backups/skillflaw",
    "operations.apiServerCidrs": ["10.0.0.10/32"],
}
POSTGRES_POD: Mapping[str, Any] = {
    "database.mode": "in-cluster",
    "database.highAvailability": False,
}
REDIS_POD: Mapping[str, Any] = {"redis.mode": "in-cluster", "redis.maxMemory": "512Mi"}
SETTING = "operations.settings"

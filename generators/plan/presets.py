"""Plans to start from, each with a sentence on whom it is for, and its trade-offs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from generators.plan.plan import API_VERSION
from generators.plan.plan import Plan
from generators.plan.preset_blanks import DOCS_BLANKS
from generators.plan.preset_blanks import FRONTEND_BLANKS
from generators.plan.preset_blanks import GATEWAY_BLANKS
from generators.plan.preset_blanks import MANAGED_BLANKS
from generators.plan.preset_blanks import PEOPLE_BLANKS
from generators.plan.preset_blanks import RELEASE_BLANKS
from generators.plan.serialization import sparse
from generators.plan.serialization import with_changes


@dataclass(frozen=True)
class Preset:
    """A named plan with blanks.

    ``choices`` is what the preset decides, by path. ``blanks`` are what only the engineer knows,
    with a filled-in example each. ``price`` names the rules that still warn when every blank is
    filled, and ``cost`` states these trade-offs in words.
    """

    slug: str
    title: str
    sentence: str
    choices: Mapping[str, Any]
    blanks: Mapping[str, Any]
    price: tuple[str, ...] = ()
    cost: str = ""

    def document(self) -> dict[str, Any]:
        """Give the plan to start from: the choices, and none of the blanks."""
        start = {
            "apiVersion": API_VERSION,
            "kind": "DeploymentPlan",
            "metadata": {"name": self.slug},
        }
        return with_changes(start, self.choices)

    def filled(self) -> Plan:
        """Give the plan with the example of every blank filled in."""
        return Plan.model_validate(with_changes(self.document(), self.blanks))


MANAGED: Mapping[str, Any] = {
    "database.mode": "external",
    "database.sslMode": "verify-full",
    "database.caSecret.name": "skillflaw-database-ca",
    "database.caSecret.key": "ca.crt",
    "database.poolSize": 10,
    "database.maxOverflow": 10,
    "database.migrations": "job",
    "redis.mode": "external",
    "redis.tls": True,
}
API: Mapping[str, Any] = {
    "topology.pattern": "api-first",
    "topology.audience.api": "our own services, which call flows over HTTP",
    "scaling.backend.replicas": 3,
    "scaling.backend.drivers": ["request-concurrency", "flow-complexity"],
    "ingress.timeoutSeconds": 330,
    "tls.mode": "at-gateway",
}
WEB: Mapping[str, Any] = {
    "topology.pattern": "full-web",
    "topology.audience.ui": "colleagues who build and run flows in a browser",
    "release.rollback.frontend": "with-backend",
    "scaling.frontend.drivers": ["concurrent-browsers", "rollout-isolation"],
}

PRESETS: tuple[Preset, ...] = (
    Preset(
        slug="api-managed",
        title="API for other services, managed PostgreSQL and Redis",
        sentence=(
            "For a team whose services call flows over HTTP. The cloud provider runs PostgreSQL "
            "and Redis."
        ),
        choices={**API, **MANAGED, "operations.gitops": "none"},
        blanks={
            **RELEASE_BLANKS,
            **MANAGED_BLANKS,
            **GATEWAY_BLANKS,
            **PEOPLE_BLANKS,
            "ingress.hosts.api": "api.skillflaw.acme.com",
            "tls.covers": ["*.skillflaw.acme.com"],
        },
    ),
    Preset(
        slug="web-company",
        title="Web product for a company, highly available",
        sentence=(
            "For a company whose employees build flows in a browser. Backend and frontend scale "
            "and roll out separately. PostgreSQL and Redis are managed services."
        ),
        choices={
            **API,
            **MANAGED,
            **WEB,
            "topology.mcp": True,
            "scaling.backend.autoscaling.enabled": True,
            "scaling.backend.autoscaling.minReplicas": 3,
            "scaling.backend.autoscaling.maxReplicas": 6,
            "scaling.frontend.autoscaling.enabled": True,
            "scaling.spread": "zone",
            "ingress.timeoutSeconds": 3600,
        },
        blanks={
            **RELEASE_BLANKS,
            **FRONTEND_BLANKS,
            **MANAGED_BLANKS,
            **GATEWAY_BLANKS,
            **PEOPLE_BLANKS,
            "ingress.hosts.api": "api.skillflaw.acme.com",
            "ingress.hosts.ui": "skillflaw.acme.com",
            "tls.covers": ["skillflaw.acme.com", "*.skillflaw.acme.com"],
        },
    ),
    Preset(
        slug="public-docs",
        title="Public product with docs on its own hostname",
        sentence=(
            "For a product that customers use over the internet. API, UI and documentation have "
            "separate hostnames."
        ),
        choices={
            **API,
            **MANAGED,
            **WEB,
            "topology.docs": True,
            "topology.audience.docs": "developers of our customers",
            "release.rollback.docs": "pinned",
            "scaling.docs.replicas": 2,
            "scaling.backend.autoscaling.enabled": True,
            "scaling.backend.autoscaling.minReplicas": 3,
            "scaling.backend.autoscaling.maxReplicas": 6,
            "ingress.controller": "traefik",
            "tls.mode": "cert-manager",
        },
        blanks={
            **RELEASE_BLANKS,
            **FRONTEND_BLANKS,
            **DOCS_BLANKS,
            **MANAGED_BLANKS,
            **PEOPLE_BLANKS,
            "ingress.className": "traefik",
            "ingress.controllerNamespace": "traefik",
            "ingress.hosts.api": "api.acme.com",
            "ingress.hosts.ui": "app.acme.com",
            "ingress.hosts.docs": "docs.acme.com",
            "tls.issuer.name": "letsencrypt",
        },
    ),
    Preset(
        slug="small-team",
        title="Small team, everything in the cluster",
        sentence=(
            "For a small team without managed services. The backend, PostgreSQL and Redis each "
            "run as a single pod."
        ),
        choices={
            **WEB,
            "topology.audience.api": "the team's own scripts",
            "storage.accessMode": "ReadWriteOnce",
            "database.mode": "in-cluster",
            "database.backup.schedule": "15 2 * * *",
            "database.backup.destination": "a volume beside the database",
            "database.monitoring": True,
            "redis.mode": "in-cluster",
            "redis.maxMemory": "512Mi",
            "redis.evictionPolicy": "allkeys-lru",
            "redis.persistence": "none",
            "redis.monitoring": True,
            "ingress.controller": "traefik",
            "ingress.timeoutSeconds": 330,
            "tls.mode": "cert-manager",
        },
        blanks={
            **RELEASE_BLANKS,
            **FRONTEND_BLANKS,
            **PEOPLE_BLANKS,
            "database.backup.restoreTested": "2026-10-12",
            "ingress.className": "traefik",
            "ingress.controllerNamespace": "traefik",
            "ingress.hosts.api": "api.skillflaw.acme.com",
            "ingress.hosts.ui": "skillflaw.acme.com",
            "tls.issuer.name": "letsencrypt",
        },
        price=("database-standby-missing", "database-backup-in-same-cluster"),
        cost=(
            "PostgreSQL has no standby, so the loss of its node causes an outage. Its backups are "
            "on a volume in the same cluster until you copy them to another place."
        ),
    ),
)


def recommended() -> Plan:
    """Give the complete production plan in which no rule finds anything."""
    labels = {"operations.monitorLabels": {"release": "kube-prometheus-stack"}}
    return Plan.model_validate(with_changes(sparse(PRESETS[0].filled()), labels))

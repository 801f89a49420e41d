"""The purpose of each component of a bundle, in one line."""

from __future__ import annotations

from collections.abc import Mapping

from generators.manifests.ingress.controllers import CONTROLLERS
from generators.manifests.secrets.providers import PROVIDERS

PURPOSES: Mapping[str, str] = {
    "autoscaling": "The backend's HorizontalPodAutoscaler.",
    "availability": "PodDisruptionBudgets: how many pods a node drain may evict at the same time.",
    "docs": "The public docs.",
    "extra-ca": "Your own certificate authorities, for flows.",
    "frontend": "The UI.",
    "frontend-autoscaling": "The frontend's HorizontalPodAutoscaler.",
    "network-policies": "NetworkPolicies: allowed connections. Every other connection is denied.",
    "observability": "Alerts, probes and PodMonitors for Prometheus.",
    "postgres-cloudnative-pg": "PostgreSQL and its backups, run by CloudNativePG.",
    "postgres-external": "The connection to the managed PostgreSQL.",
    "postgres-in-cluster": "PostgreSQL as one pod, and its dumps.",
    "postgres-pooler": "PgBouncer in front of PostgreSQL.",
    "readonly-rootfs": "Read-only root filesystems of containers.",
    "redis-external": "The connection to the managed Redis.",
    "redis-in-cluster": "Redis as one pod.",
    "tls-cert-manager": "Certificates of cert-manager.",
    **{controller.component: controller.purpose for controller in CONTROLLERS.values()},
    **{
        component: purpose
        for provider in PROVIDERS.values()
        for component, purpose in provider.components.items()
    },
}


def purpose(component: str) -> str:
    """Give the purpose of a component, or its name where this list has none."""
    return PURPOSES.get(component, f"The resources of {component}.")

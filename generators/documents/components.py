"""The purpose of each component of a bundle, in one line."""

from __future__ import annotations

from collections.abc import Mapping

PURPOSES: Mapping[str, str] = {
    "autoscaling": "The backend's HorizontalPodAutoscaler.",
    "availability": "PodDisruptionBudgets: how many pods a node drain may evict at the same time.",
    "docs": "The public docs.",
    "frontend": "The UI.",
    "frontend-autoscaling": "The frontend's HorizontalPodAutoscaler.",
    "gateway-api": "Routes on Gateway API.",
    "ingress-haproxy": "Routes through HAProxy.",
    "ingress-nginx": "Routes through ingress-nginx.",
    "ingress-other": "Routes as plain Ingress objects.",
    "ingress-traefik": "Routes through Traefik.",
    "network-policies": "NetworkPolicies: allowed connections. Every other connection is denied.",
    "observability": "Alerts, probes and PodMonitors for Prometheus.",
    "postgres-cloudnative-pg": "PostgreSQL and its backups, run by CloudNativePG.",
    "postgres-external": "The connection to the managed PostgreSQL.",
    "postgres-in-cluster": "PostgreSQL as one pod, and its dumps.",
    "postgres-pooler": "PgBouncer in front of PostgreSQL.",
    "readonly-rootfs": "Read-only root filesystems of containers.",
    "redis-external": "The connection to the managed Redis.",
    "redis-in-cluster": "Redis as one pod.",
    "secrets-external-secrets": "ExternalSecrets, which External Secrets reads from your store.",
    "tls-cert-manager": "Certificates of cert-manager.",
}


def purpose(component: str) -> str:
    """Give the purpose of a component, or its name where this list has none."""
    return PURPOSES.get(component, f"The resources of {component}.")

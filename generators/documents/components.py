"""What each component of a bundle is for, in a few words."""

from __future__ import annotations

from collections.abc import Mapping

PURPOSES: Mapping[str, str] = {
    "autoscaling": "The backend's count follows its load.",
    "availability": "How many pods of each part a node drain may take at once.",
    "docs": "The public docs.",
    "frontend": "The UI.",
    "frontend-autoscaling": "The frontend's count follows its load.",
    "gateway-api": "Routes on Gateway API.",
    "ingress-haproxy": "Routes through HAProxy.",
    "ingress-nginx": "Routes through ingress-nginx.",
    "ingress-other": "Routes as plain Ingress objects.",
    "ingress-traefik": "Routes through Traefik.",
    "network-policies": "Who may talk to whom; everything else is refused.",
    "observability": "Alerts, probes, and what Prometheus scrapes.",
    "postgres-cloudnative-pg": "PostgreSQL, run by CloudNativePG, and its backups.",
    "postgres-external": "The way to the managed PostgreSQL.",
    "postgres-in-cluster": "PostgreSQL as one pod, and its dumps.",
    "postgres-pooler": "PgBouncer before PostgreSQL.",
    "readonly-rootfs": "Containers write to their mounts alone.",
    "redis-external": "The way to the managed Redis.",
    "redis-in-cluster": "Redis as one pod.",
    "secrets-external-secrets": "Secrets, read from your store.",
    "tls-cert-manager": "Certificates, asked of cert-manager.",
}


def purpose(component: str) -> str:
    """Say what a component is for; one that is younger than this list goes by its name."""
    return PURPOSES.get(component, f"What the choice of {component} adds.")

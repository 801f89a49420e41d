"""The plan's keywords in the words that people use."""

from __future__ import annotations

from collections.abc import Iterator

import generators

DATABASES = {
    "external": "managed service",
    "cloudnative-pg": "CloudNativePG in the cluster",
    "in-cluster": "one pod in the cluster",
}
CACHES = {"external": "managed service", "in-cluster": "one pod in the cluster", "none": "none"}
EDGES = {
    "gateway-api": "Gateway API",
    "traefik": "Traefik",
    "haproxy": "HAProxy",
    "ingress-nginx": "ingress-nginx",
    "other": "Ingress controller",
}
CERTIFICATES = {
    "cert-manager": "certificates from cert-manager",
    "existing-secret": "certificates of your own",
    "at-gateway": "TLS at the Gateway",
    "upstream": "TLS at a load balancer",
    "none": "no TLS",
}


def parts(plan: generators.Plan) -> Iterator[tuple[str, str]]:
    """Name each part that runs, with how many pods of it."""
    backend, frontend = plan.scaling.backend, plan.scaling.frontend
    yield "backend", _span(backend.least, backend.most)
    if plan.topology.web:
        yield "frontend", _span(frontend.least, frontend.most)
    if plan.topology.docs:
        yield "docs", str(plan.scaling.docs.replicas)


def _span(least: int, most: int) -> str:
    return str(least) if least == most else f"{least} to {most}"

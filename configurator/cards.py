"""The presets as the front page shows them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import generators

DATABASES = {
    "external": "managed service",
    "cloudnative-pg": "CloudNativePG in the cluster",
    "in-cluster": "one pod in the cluster",
}
EDGES = {
    "gateway-api": "Gateway API",
    "traefik": "Traefik",
    "haproxy": "HAProxy",
    "ingress-nginx": "ingress-nginx",
    "other": "another controller",
}
CERTIFICATES = {
    "cert-manager": "certificates from cert-manager",
    "existing-secret": "certificates of your own",
    "at-gateway": "TLS at the platform's Gateway",
    "upstream": "TLS at a load balancer in front",
    "none": "no TLS",
}
CACHES = {"external": "managed service", "in-cluster": "one pod in the cluster", "none": "none"}


@dataclass(frozen=True)
class Card:
    """A preset, the facts that tell it from the others, and what it honestly costs."""

    preset: generators.Preset
    facts: tuple[tuple[str, str], ...]
    price: tuple[str, ...]
    blanks: int


@cache
def cards() -> tuple[Card, ...]:
    """Show every preset."""
    titles = {each.slug: each.title for each in generators.RULES}
    return tuple(
        Card(
            preset,
            tuple(_facts(preset.filled())),
            tuple(titles.get(slug, slug) for slug in preset.price),
            len(preset.blanks),
        )
        for preset in generators.PRESETS
    )


def _facts(plan: generators.Plan) -> Iterator[tuple[str, str]]:
    yield "Runs", ", ".join(_parts(plan))
    yield "PostgreSQL", DATABASES[plan.database.mode]
    yield "Redis", CACHES[plan.redis.mode]
    yield "Ingress", f"{EDGES[plan.ingress.controller]}, {CERTIFICATES[plan.tls.mode]}"


def _parts(plan: generators.Plan) -> Iterator[str]:
    backend, frontend = plan.scaling.backend, plan.scaling.frontend
    yield f"backend × {_span(backend.least, backend.most)}"
    if plan.topology.web:
        yield f"frontend × {_span(frontend.least, frontend.most)}"
    if plan.topology.docs:
        yield f"docs × {plan.scaling.docs.replicas}"


def _span(least: int, most: int) -> str:
    return str(least) if least == most else f"{least} to {most}"

"""Traefik's own objects: middlewares for its routers, the transport to the backend."""

from __future__ import annotations

from generators.manifests.ingress.routes import redirects
from generators.manifests.ingress.routes import refuses
from generators.manifests.ingress.routes import strict
from generators.manifests.part import Manifest
from generators.manifests.part import labels
from generators.plan import Plan

API_VERSION = "traefik.io/v1alpha1"
ALLOW = "skillflaw-allow-list"
HSTS = "skillflaw-hsts"
REDIRECT = "skillflaw-redirect"
REFUSE = "skillflaw-refuse"
# The limited broadcast address is nobody's source: RFC 919. So everybody gets 403.
NOBODY = "255.255.255.255/32"
TRANSPORT = "skillflaw-backend"
YEAR_SECONDS = 31_536_000


def reference(plan: Plan, name: str) -> str:
    """Name one of Traefik's objects as an annotation does: no transformer knows this string."""
    return f"{plan.release.namespace}-{name}@kubernetescrd"


def middlewares(plan: Plan) -> tuple[Manifest, ...]:
    """Make the middlewares that the plan needs, in the order in which requests pass them."""
    specs = {
        REFUSE: {"ipAllowList": {"sourceRange": [NOBODY]}} if refuses(plan) else None,
        ALLOW: allow_list(plan) if plan.ingress.allowed_cidrs else None,
        HSTS: _hsts(plan) if strict(plan) else None,
        REDIRECT: {"redirectScheme": {"scheme": "https", "permanent": True}}
        if redirects(plan)
        else None,
    }
    return tuple(middleware(name, spec) for name, spec in specs.items() if spec)


def middleware(name: str, spec: Manifest) -> Manifest:
    """Make a Middleware of this name."""
    return {
        "apiVersion": API_VERSION,
        "kind": "Middleware",
        "metadata": {"name": name, "labels": labels("ingress")},
        "spec": spec,
    }


def allow_list(plan: Plan) -> Manifest:
    """Make the spec of a middleware that only lets the plan's networks in."""
    return {"ipAllowList": {"sourceRange": list(plan.ingress.allowed_cidrs)}}


def transport(plan: Plan) -> Manifest:
    """Make the transport that bounds the wait for the first byte of the backend's answer."""
    return {
        "apiVersion": API_VERSION,
        "kind": "ServersTransport",
        "metadata": {"name": TRANSPORT, "labels": labels("backend")},
        "spec": {
            "forwardingTimeouts": {"responseHeaderTimeout": f"{plan.ingress.timeout_seconds}s"}
        },
    }


def _hsts(plan: Plan) -> Manifest:
    # Behind a load balancer that ends TLS, Traefik sees plain HTTP and would hold the header back.
    forced = {"forceSTSHeader": True} if plan.tls.mode == "upstream" else {}
    return {"headers": {"stsSeconds": YEAR_SECONDS, **forced}}

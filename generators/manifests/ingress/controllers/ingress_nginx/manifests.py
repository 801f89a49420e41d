"""ingress-nginx: annotations a community controller reads, never snippets, rewrites or regexes.

Annotations: docs/user-guide/nginx-configuration/annotations.md of kubernetes/ingress-nginx.
"""

from __future__ import annotations

from collections.abc import Iterator

from generators.manifests.ingress.ingress_object import ingress_object
from generators.manifests.ingress.ingress_object import tls_choices
from generators.manifests.ingress.routes import COOKIE
from generators.manifests.ingress.routes import EVERYBODY
from generators.manifests.ingress.routes import REFUSED
from generators.manifests.ingress.routes import STICKY
from generators.manifests.ingress.routes import STREAM_SECONDS
from generators.manifests.ingress.routes import WHY
from generators.manifests.ingress.routes import Site
from generators.manifests.ingress.routes import choices
from generators.manifests.ingress.routes import guide
from generators.manifests.ingress.routes import redirects
from generators.manifests.ingress.routes import sites
from generators.manifests.ingress.routes import sticky
from generators.manifests.part import File
from generators.manifests.part import Manifest
from generators.manifests.part import Note
from generators.manifests.part import Part
from generators.manifests.tls import ends_here
from generators.plan import Plan
from generators.plan.scalars import bytes_of

COMPONENT = "ingress-nginx"
DIRECTORY = f"components/{COMPONENT}"
PREFIX = "nginx.ingress.kubernetes.io"
KIB = 1024
MIB = 1024 * KIB


def nginx(plan: Plan) -> Part:
    """Make one Ingress for each kind of request, because annotations hold for a whole Ingress."""
    return Part(
        files=tuple(_file(plan, site) for site in sites(plan)),
        notes=tuple(_notes(plan)),
    )


def _file(plan: Plan, site: Site) -> File:
    own = (*STICKY, "ingress.timeoutSeconds", "ingress.maxBodySize")
    return File(
        path=f"{DIRECTORY}/{site.name}.yaml",
        content=tuple(_ingresses(plan, site)),
        why=WHY[site.name],
        choices=choices(
            plan,
            site,
            *(own if site.long else ()),
            *(("tls.redirect",) if ends_here(plan) else ()),
            *tls_choices(plan),
        ),
        guide=guide(plan, site),
    )


def _ingresses(plan: Plan, site: Site) -> Iterator[Manifest]:
    shared = _shared(plan)
    if not site.long:
        yield ingress_object(plan, site, site.paths, shared)
        return
    seconds = plan.ingress.timeout_seconds
    yield ingress_object(plan, site, site.paths, shared | _long(plan, seconds))
    if site.streams:
        silence = max(seconds, STREAM_SECONDS)
        annotations = shared | _long(plan, silence)
        yield ingress_object(plan, site, site.streams, annotations, suffix="-mcp")
    if site.refused:
        closed = shared | _named({"denylist-source-range": ",".join(EVERYBODY)})
        yield ingress_object(plan, site, site.refused, closed, suffix=REFUSED)


def _shared(plan: Plan) -> dict[str, str]:
    redirect = {"ssl-redirect": str(redirects(plan)).lower()} if ends_here(plan) else {}
    allowed = ",".join(plan.ingress.allowed_cidrs)
    return _named(redirect | ({"whitelist-source-range": allowed} if allowed else {}))


def _long(plan: Plan, seconds: int) -> dict[str, str]:
    affinity = {
        "affinity": "cookie",
        "affinity-mode": "persistent",
        "session-cookie-name": COOKIE,
        "session-cookie-path": "/",
        "session-cookie-samesite": "Lax",
    }
    return _named(
        {
            "proxy-body-size": nginx_size(plan.ingress.max_body_size),
            "proxy-read-timeout": str(seconds),
            "proxy-send-timeout": str(seconds),
            "proxy-buffering": "off",
            "proxy-request-buffering": "off",
            **(affinity if sticky(plan) else {}),
        }
    )


def _named(annotations: dict[str, str]) -> dict[str, str]:
    return {f"{PREFIX}/{name}": value for name, value in annotations.items()}


def nginx_size(quantity: str) -> str:
    """Write a quantity as Nginx reads sizes: binary ``m`` or ``k``, or plain bytes."""
    size = bytes_of(quantity)
    for unit, factor in (("m", MIB), ("k", KIB)):
        if size % factor == 0:
            return f"{size // factor}{unit}"
    return str(size)


def _notes(plan: Plan) -> Iterator[Note]:
    yield Note(
        "limit",
        "ingress-nginx has received no security fixes since March 2026. Plan the migration to "
        "Gateway API, Traefik or HAProxy.",
        ("ingress.controller",),
    )
    if plan.tls.mode != "none":
        away = (
            " The controller sends no HSTS header over plain HTTP, so the load balancer has "
            "to send it."
        )
        yield Note(
            "limit",
            "An Ingress cannot set HSTS for ingress-nginx. The controller's ConfigMap sets it "
            "(hsts, hsts-max-age, hsts-include-subdomains); the default is one year, subdomains "
            "included." + (away if plan.tls.mode == "upstream" else ""),
            ("ingress.controller", "tls.hsts"),
            ("security.tls",),
        )
    if plan.topology.mcp:
        yield Note(
            "limit",
            "ingress-nginx cannot disable its read timeout: it closes an MCP stream that is idle "
            f"for {max(STREAM_SECONDS, plan.ingress.timeout_seconds)} seconds.",
            ("ingress.controller", "topology.mcp"),
            ("routing.api",),
        )

"""HAProxy Technologies' kubernetes-ingress, which reads ``haproxy.org/…``; not jcmoraisjr's.

Annotations: documentation/annotations.md of haproxytech/kubernetes-ingress, version 3.2.
"""

from __future__ import annotations

from collections.abc import Iterator

from generators.manifests.ingress.ingress_object import ingress_object
from generators.manifests.ingress.ingress_object import service_patch
from generators.manifests.ingress.ingress_object import tls_choices
from generators.manifests.ingress.routes import COOKIE
from generators.manifests.ingress.routes import EVERYBODY
from generators.manifests.ingress.routes import HOSTS
from generators.manifests.ingress.routes import HSTS
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
from generators.manifests.ingress.routes import strict
from generators.manifests.part import File
from generators.manifests.part import Manifest
from generators.manifests.part import Note
from generators.manifests.part import Part
from generators.manifests.part import Patch
from generators.manifests.tls import ends_here
from generators.plan import Plan

COMPONENT = "ingress-haproxy"
PREFIX = "haproxy.org"


def haproxy(plan: Plan) -> Part:
    """Make the Ingresses, a backend of their own for streams, and the cookie on the Service."""
    return Part(
        files=(
            *(_file(plan, site) for site in sites(plan)),
            *((_affinity(),) if sticky(plan) else ()),
        ),
        notes=tuple(_notes(plan)),
    )


def _file(plan: Plan, site: Site) -> File:
    return File(
        path=f"components/{COMPONENT}/{site.name}.yaml",
        content=tuple(_ingresses(plan, site)),
        why=WHY[site.name],
        choices=choices(
            plan,
            site,
            *(("ingress.timeoutSeconds",) if site.long else ()),
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
    timeout = _named({"timeout-server": f"{seconds}s"})
    yield ingress_object(plan, site, site.paths, shared | timeout)
    if site.streams:
        # Ingresses of one Service share a backend, and its timeout, unless they are told not to.
        streams = _named(
            {
                "standalone-backend": "true",
                "timeout-server": f"{max(seconds, STREAM_SECONDS)}s",
            }
        )
        yield ingress_object(plan, site, site.streams, shared | streams, suffix="-mcp")
    if site.refused:
        closed = _named({"deny-list": ", ".join(EVERYBODY)})
        yield ingress_object(plan, site, site.refused, shared | closed, suffix=REFUSED)


def _shared(plan: Plan) -> dict[str, str]:
    annotations: dict[str, str] = {}
    if redirects(plan):
        # Left out, the port would be the container's, 8443.
        annotations |= {
            "ssl-redirect": "true",
            "ssl-redirect-code": "301",
            "ssl-redirect-port": "443",
        }
    elif ends_here(plan):
        annotations["ssl-redirect"] = "false"
    if strict(plan):
        annotations["response-set-header"] = f'Strict-Transport-Security "{HSTS}"'
    if plan.ingress.allowed_cidrs:
        annotations["allow-list"] = ", ".join(plan.ingress.allowed_cidrs)
    return _named(annotations)


def _affinity() -> Patch:
    return service_patch(
        COMPONENT,
        _named({"cookie-persistence": COOKIE}),
        "A cookie keeps a client on one pod, which holds the state of its editor or stream. "
        "HAProxy reads the annotation from the Service because its Ingresses share a backend.",
        *STICKY,
        *HOSTS,
    )


def _named(annotations: dict[str, str]) -> dict[str, str]:
    return {f"{PREFIX}/{name}": value for name, value in annotations.items()}


def _notes(plan: Plan) -> Iterator[Note]:
    yield Note(
        "assumed",
        "The controller is HAProxy Technologies' (haproxy.org annotations). Another HAProxy "
        "controller ignores these annotations without a message.",
        ("ingress.controller",),
    )
    yield Note(
        "limit",
        "HAProxy streams request bodies and has no size limit, so it does not enforce "
        f"{plan.ingress.max_body_size}. The backend's own upload limit applies.",
        ("ingress.controller", "ingress.maxBodySize"),
        ("routing.api",),
    )
    yield Note(
        "manual",
        "The controller's ConfigMap sets timeout-client (50 seconds without data from the "
        "client). Raise it if clients upload over slow connections.",
        ("ingress.controller", "ingress.timeoutSeconds"),
        ("routing.api",),
    )
    if plan.topology.mcp:
        yield Note(
            "limit",
            "HAProxy cannot disable its server timeout: it closes an MCP stream that is idle for "
            f"{max(STREAM_SECONDS, plan.ingress.timeout_seconds)} seconds.",
            ("ingress.controller", "topology.mcp"),
            ("routing.api",),
        )

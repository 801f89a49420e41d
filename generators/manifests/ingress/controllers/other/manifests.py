"""A controller that this project has no idiom for: plain Ingress objects and what is left to do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generators.manifests.ingress.closed import CLOSED
from generators.manifests.ingress.closed import closed_file
from generators.manifests.ingress.controllers.other import openshift
from generators.manifests.ingress.ingress_object import ingress_object
from generators.manifests.ingress.ingress_object import tls_choices
from generators.manifests.ingress.routes import REFUSED
from generators.manifests.ingress.routes import STICKY
from generators.manifests.ingress.routes import WHY
from generators.manifests.ingress.routes import Site
from generators.manifests.ingress.routes import choices
from generators.manifests.ingress.routes import guide
from generators.manifests.ingress.routes import redirects
from generators.manifests.ingress.routes import refuses
from generators.manifests.ingress.routes import sites
from generators.manifests.ingress.routes import sticky
from generators.manifests.ingress.routes import strict
from generators.manifests.part import File
from generators.manifests.part import Manifest
from generators.manifests.part import Note
from generators.manifests.part import Part
from generators.plan import Plan

COMPONENT = "ingress-other"
DIRECTORY = f"components/{COMPONENT}"


def other(plan: Plan) -> Part:
    """Make one Ingress a site without any controller's annotations."""
    return Part(
        files=(
            *(_file(plan, site) for site in sites(plan)),
            *((closed_file(DIRECTORY),) if refuses(plan) else ()),
        ),
        notes=tuple(_notes(plan)),
    )


def _file(plan: Plan, site: Site) -> File:
    return File(
        path=f"{DIRECTORY}/{site.name}.yaml",
        content=tuple(_ingresses(plan, site)),
        why=WHY[site.name],
        choices=choices(
            plan,
            site,
            "release.platform",
            *((*STICKY, "ingress.timeoutSeconds") if openshift.on_router(plan) else ()),
            *tls_choices(plan),
        ),
        guide=guide(plan, site),
    )


def _ingresses(plan: Plan, site: Site) -> Iterator[Manifest]:
    if openshift.on_router(plan):
        yield from openshift.ingresses(plan, site)
    else:
        yield ingress_object(plan, site, (*site.streams, *site.paths), {})
    if site.refused:
        closed = replace(site, service=CLOSED)
        yield ingress_object(plan, closed, site.refused, {}, suffix=REFUSED)


def _notes(plan: Plan) -> Iterator[Note]:
    if openshift.on_router(plan):
        yield from openshift.notes(plan)
    else:
        yield from _backend_notes(plan)
        yield from _client_notes(plan)


def _backend_notes(plan: Plan) -> Iterator[Note]:
    yield Note(
        "manual",
        "Configure your controller for /api on every hostname: a response timeout of at least "
        f"{plan.ingress.timeout_seconds} seconds, bodies up to {plan.ingress.max_body_size}, and "
        "no buffering of requests or responses.",
        ("ingress.controller", "ingress.timeoutSeconds", "ingress.maxBodySize"),
        ("routing.api",),
    )
    if plan.topology.mcp:
        yield Note(
            "manual",
            "Streams below /api/v1/mcp stay open: configure no timeout for them.",
            ("ingress.controller", "topology.mcp"),
            ("routing.api",),
        )
    if sticky(plan):
        yield Note(
            "limit",
            "A plain Ingress has no session affinity. Build events work without it "
            "(SKILLFLAW_EVENT_DELIVERY=direct). Legacy MCP streams do not.",
            ("ingress.controller", "scaling.backend.affinity"),
        )


def _client_notes(plan: Plan) -> Iterator[Note]:
    duties = {
        "redirect plain HTTP to HTTPS": redirects(plan),
        "send Strict-Transport-Security with max-age of one year": strict(plan),
    }
    if texts := [text for text, applies in duties.items() if applies]:
        yield Note(
            "manual",
            f"Configure your controller to {' and '.join(texts)}.",
            ("ingress.controller", "tls.redirect", "tls.hsts"),
            ("security.tls",),
        )
    if plan.ingress.allowed_cidrs:
        yield Note(
            "limit",
            "A plain Ingress has no allow list. Configure the allowed networks in your "
            f"controller: {', '.join(plan.ingress.allowed_cidrs)}.",
            ("ingress.controller", "ingress.allowedCidrs"),
        )

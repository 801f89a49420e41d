"""Traefik with Ingress objects, and its own middlewares and transport beside them.

Annotations: docs/content/reference/routing-configuration/kubernetes/ingress.md of traefik/traefik.
"""

from __future__ import annotations

from generators.manifests.ingress.controllers.traefik.notes import traefik_notes
from generators.manifests.ingress.controllers.traefik.objects import REDIRECT
from generators.manifests.ingress.controllers.traefik.objects import REFUSE
from generators.manifests.ingress.controllers.traefik.objects import middlewares
from generators.manifests.ingress.controllers.traefik.objects import reference
from generators.manifests.ingress.controllers.traefik.objects import transport
from generators.manifests.ingress.ingress_object import bare_ingress
from generators.manifests.ingress.ingress_object import host_rule
from generators.manifests.ingress.ingress_object import ingress_object
from generators.manifests.ingress.ingress_object import service_patch
from generators.manifests.ingress.ingress_object import tls_choices
from generators.manifests.ingress.routes import COOKIE
from generators.manifests.ingress.routes import HOSTS
from generators.manifests.ingress.routes import REFUSED
from generators.manifests.ingress.routes import STICKY
from generators.manifests.ingress.routes import WHY
from generators.manifests.ingress.routes import Path
from generators.manifests.ingress.routes import Site
from generators.manifests.ingress.routes import choices
from generators.manifests.ingress.routes import first_of_hosts
from generators.manifests.ingress.routes import guide
from generators.manifests.ingress.routes import redirects
from generators.manifests.ingress.routes import sites
from generators.manifests.ingress.routes import sticky
from generators.manifests.ingress.routes import strict
from generators.manifests.part import File
from generators.manifests.part import Part
from generators.manifests.part import Patch
from generators.manifests.tls import ends_here
from generators.plan import Plan

COMPONENT = "ingress-traefik"
ROUTER = "traefik.ingress.kubernetes.io/router"
SERVICE = "traefik.ingress.kubernetes.io/service"


def traefik(plan: Plan) -> Part:
    """Make the Ingresses, the redirect, the middlewares and the backend's transport."""
    routes = sites(plan)
    return Part(
        files=(
            *(_file(plan, site) for site in routes),
            *((_redirect_file(plan),) if redirects(plan) else ()),
            *_middlewares_file(plan),
            *(_to_backend(plan) if any(site.long for site in routes) else ()),
        ),
        notes=tuple(traefik_notes(plan)),
        crds=("traefik.io",),
    )


def _file(plan: Plan, site: Site) -> File:
    names = [middleware["metadata"]["name"] for middleware in middlewares(plan)]
    chain = [name for name in names if name not in (REDIRECT, REFUSE)]
    objects = [ingress_object(plan, site, (*site.streams, *site.paths), _annotations(plan, *chain))]
    if site.refused:
        closed = _annotations(plan, REFUSE, *chain)
        objects.append(ingress_object(plan, site, site.refused, closed, suffix=REFUSED))
    return File(
        path=f"components/{COMPONENT}/{site.name}.yaml",
        content=tuple(objects),
        why=WHY[site.name],
        choices=choices(plan, site, "release.namespace", *tls_choices(plan)),
        guide=guide(plan, site),
    )


def _annotations(plan: Plan, *chain: str) -> dict[str, str]:
    middlewares = ",".join(reference(plan, name) for name in chain)
    return {
        f"{ROUTER}.entrypoints": "websecure" if ends_here(plan) else "web",
        **({f"{ROUTER}.tls": "true"} if ends_here(plan) else {}),
        **({f"{ROUTER}.middlewares": middlewares} if chain else {}),
    }


def _redirect_file(plan: Plan) -> File:
    rules = [host_rule(site.host, (Path("/"),), site.service) for site in first_of_hosts(plan)]
    annotations = {
        f"{ROUTER}.entrypoints": "web",
        f"{ROUTER}.middlewares": reference(plan, REDIRECT),
    }
    return File(
        path=f"components/{COMPONENT}/redirect.yaml",
        content=(
            bare_ingress(
                plan,
                name=REDIRECT,
                component="ingress",
                annotations=annotations,
                spec={"rules": rules},
            ),
        ),
        why="Plain HTTP redirects to HTTPS: the middleware answers before a request reaches a "
        "Service.",
        choices=("tls.redirect", "tls.mode", "release.namespace", "ingress.className", *HOSTS),
        guide=("security.tls",),
    )


def _middlewares_file(plan: Plan) -> tuple[File, ...]:
    objects = middlewares(plan)
    if not objects:
        return ()
    file = File(
        path=f"components/{COMPONENT}/middlewares.yaml",
        content=objects,
        why="The middlewares that the Ingress annotations name. None of them buffers, so "
        "responses stream.",
        choices=(
            "tls.mode",
            "tls.redirect",
            "tls.hsts",
            "ingress.allowedCidrs",
            "topology.mcp",
            *HOSTS,
        ),
        guide=("security.tls",) if redirects(plan) or strict(plan) else (),
    )
    return (file,)


def _to_backend(plan: Plan) -> tuple[File, Patch]:
    servers_transport = transport(plan)
    name = servers_transport["metadata"]["name"]
    cookie = {
        f"{SERVICE}.sticky.cookie": "true",
        f"{SERVICE}.sticky.cookie.name": COOKIE,
        f"{SERVICE}.sticky.cookie.httponly": "true",
        f"{SERVICE}.sticky.cookie.samesite": "lax",
        **({f"{SERVICE}.sticky.cookie.secure": "true"} if plan.tls.mode != "none" else {}),
    }
    annotations = {
        f"{SERVICE}.serverstransport": reference(plan, name),
        **(cookie if sticky(plan) else {}),
    }
    file = File(
        path=f"components/{COMPONENT}/transport.yaml",
        content=(servers_transport,),
        why="The time that Traefik waits for the first byte of the backend's response. It does "
        "not limit a stream that has begun.",
        choices=("ingress.timeoutSeconds", *HOSTS),
        guide=("routing.api",),
    )
    why = "Traefik reads its settings for the backend from the Service"
    sticks = f"{why}; a cookie keeps a client on one pod."
    return file, service_patch(
        COMPONENT,
        annotations,
        sticks if sticky(plan) else f"{why}.",
        "ingress.timeoutSeconds",
        "release.namespace",
        "tls.mode",
        *STICKY,
        *HOSTS,
    )

"""The Gateway API: one HTTPRoute a site, attached to the platform's Gateway or to one of our own.

Defaults of references are written out: their lists are atomic, so a GitOps tool that compares them
with the server's would see a difference for ever.
"""

from __future__ import annotations

from dataclasses import replace

from generators.manifests.ingress.closed import CLOSED
from generators.manifests.ingress.closed import closed_file
from generators.manifests.ingress.controllers.gateway_api.gateway import SPELLING
from generators.manifests.ingress.controllers.gateway_api.gateway import gateway_file
from generators.manifests.ingress.controllers.gateway_api.gateway import own_gateway
from generators.manifests.ingress.controllers.gateway_api.gateway import parent
from generators.manifests.ingress.controllers.gateway_api.implementation import AllowList
from generators.manifests.ingress.controllers.gateway_api.implementations import implementation
from generators.manifests.ingress.controllers.gateway_api.notes import notes
from generators.manifests.ingress.routes import HOSTS
from generators.manifests.ingress.routes import HSTS
from generators.manifests.ingress.routes import WHY
from generators.manifests.ingress.routes import Path
from generators.manifests.ingress.routes import Site
from generators.manifests.ingress.routes import choices
from generators.manifests.ingress.routes import first_of_hosts
from generators.manifests.ingress.routes import guide
from generators.manifests.ingress.routes import redirects
from generators.manifests.ingress.routes import refuses
from generators.manifests.ingress.routes import sites
from generators.manifests.ingress.routes import strict
from generators.manifests.part import File
from generators.manifests.part import Manifest
from generators.manifests.part import Part
from generators.manifests.part import because
from generators.manifests.part import labels
from generators.plan import Plan

COMPONENT = "gateway-api"
DIRECTORY = f"components/{COMPONENT}"


def gateway_api(plan: Plan) -> Part:
    """Make the routes, the redirect, and the Gateway where the plan names a class for one."""
    published, allow_list = sites(plan), _allow_list(plan)
    special = implementation(plan).files(plan)
    closed = because((closed_file(DIRECTORY),), "ingress.implementation")
    return Part(
        files=(
            *((gateway_file(plan, DIRECTORY),) if own_gateway(plan) else ()),
            *(_file(plan, site) for site in published),
            *(closed if refuses(plan) and _needs_backend(plan) else ()),
            *((_redirect_file(plan),) if redirects(plan) else ()),
            *((_allow_list_file(plan, allow_list),) if allow_list else ()),
            *special,
        ),
        notes=tuple(notes(plan)),
        crds=(
            "gateway.networking.k8s.io",
            *((allow_list.reference["group"],) if allow_list else ()),
            *(implementation(plan).api_groups if special else ()),
        ),
    )


def _file(plan: Plan, site: Site) -> File:
    streams = [_rule(plan, site, site.streams, {"request": "0s"})] if site.streams else []
    end = f"{plan.ingress.timeout_seconds}s"
    timeouts = {"request": end, "backendRequest": end} if site.long else {}
    rules = [*streams, *_refusal(plan, site), _rule(plan, site, site.paths, timeouts)]
    return File(
        path=f"{DIRECTORY}/{site.name}.yaml",
        content=(_route(plan, site, rules),),
        why=WHY[site.name],
        choices=choices(
            plan,
            site,
            *SPELLING,
            "ingress.implementation",
            *(("ingress.timeoutSeconds",) if site.long else ()),
        ),
        guide=guide(plan, site),
    )


def _route(plan: Plan, site: Site, rules: list[Manifest]) -> Manifest:
    return {
        "apiVersion": "gateway.networking.k8s.io/v1",
        "kind": "HTTPRoute",
        "metadata": {
            "name": f"skillflaw-{site.name}",
            "labels": labels(site.service.component),
        },
        "spec": {**parent(plan, site.host), "hostnames": [site.host], "rules": rules},
    }


def _rule(plan: Plan, site: Site, paths: tuple[Path, ...], timeouts: dict[str, str]) -> Manifest:
    filters = _filters(plan)
    return {
        "matches": [_match(path) for path in paths],
        **({"filters": filters} if filters else {}),
        "backendRefs": [
            {
                "group": "",
                "kind": "Service",
                "name": site.service.name,
                "port": site.service.port,
                "weight": 1,
            }
        ],
        **({"timeouts": timeouts} if timeouts and implementation(plan).route_timeouts else {}),
    }


def _refusal(plan: Plan, site: Site) -> list[Manifest]:
    """Make the rule that forwards nothing: without backendRefs a request gets an error code.

    https://gateway-api.sigs.k8s.io/api-types/httproute/#backendrefs-optional
    """
    if not site.refused:
        return []
    if _needs_backend(plan):
        return [_rule(plan, replace(site, service=CLOSED), site.refused, {})]
    return [{"matches": [_match(path) for path in site.refused]}]


def _needs_backend(plan: Plan) -> bool:
    """Tell whether a rule has to name a Service: a cloud load balancer's path always has one."""
    return plan.ingress.implementation == "gke"


def _match(path: Path) -> Manifest:
    return {"path": {"type": "Exact" if path.exact else "PathPrefix", "value": path.text}}


def _filters(plan: Plan) -> list[Manifest]:
    allow_list = _allow_list(plan)
    header = {"name": "Strict-Transport-Security", "value": HSTS}
    return [
        *(
            [{"type": "ExtensionRef", "extensionRef": dict(allow_list.reference)}]
            if allow_list
            else []
        ),
        *(
            [{"type": "ResponseHeaderModifier", "responseHeaderModifier": {"set": [header]}}]
            if strict(plan)
            else []
        ),
    ]


def _allow_list(plan: Plan) -> AllowList | None:
    """Give the filter that limits clients, where the plan wants one and there is one."""
    return implementation(plan).allow_list if plan.ingress.allowed_cidrs else None


def _redirect_file(plan: Plan) -> File:
    redirect = {"scheme": "https", "statusCode": 301}
    route = {
        "apiVersion": "gateway.networking.k8s.io/v1",
        "kind": "HTTPRoute",
        "metadata": {"name": "skillflaw-redirect", "labels": labels("ingress")},
        "spec": {
            **parent(plan),
            "hostnames": [site.host for site in first_of_hosts(plan)],
            "rules": [
                {
                    "matches": [_match(Path("/"))],
                    "filters": [{"type": "RequestRedirect", "requestRedirect": redirect}],
                }
            ],
        },
    }
    return File(
        path=f"{DIRECTORY}/redirect.yaml",
        content=(route,),
        why="Plain HTTP redirects to HTTPS; the other routes are not attached to the HTTP "
        "listener.",
        choices=("tls.redirect", "tls.mode", *SPELLING, *HOSTS),
        guide=("security.tls",),
    )


def _allow_list_file(plan: Plan, allow_list: AllowList) -> File:
    return File(
        path=f"{DIRECTORY}/allow-list.yaml",
        content=(allow_list.manifest(plan),),
        why=allow_list.why,
        choices=("ingress.implementation", "ingress.allowedCidrs", *HOSTS),
    )

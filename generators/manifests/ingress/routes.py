"""What is published under which hostname, in no controller's words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from generators.manifests.tls import ends_here
from generators.manifests.tls import exposed
from generators.plan import Plan

HSTS = "max-age=31536000"
"""A year. Names below the host are not included: they may belong to somebody else."""

COOKIE = "skillflaw-affinity"

STICKY = (
    "scaling.backend.affinity",
    "scaling.backend.replicas",
    "scaling.backend.autoscaling.enabled",
    "scaling.backend.autoscaling.maxReplicas",
    "topology.pattern",
    "topology.mcp",
)
"""What decides on affinity by cookie."""

STREAM_SECONDS = 3600
"""The silence that an MCP stream may keep where a controller cannot wait without an end."""


HOSTS = (
    "ingress.hosts.api",
    "ingress.hosts.ui",
    "ingress.hosts.docs",
    "topology.pattern",
    "topology.docs",
)
"""What decides on the hostnames that are published."""


@dataclass(frozen=True)
class Path:
    """A path by its elements: ``/api`` is also ``/api/v1`` but never ``/apis``."""

    text: str
    exact: bool = False


@dataclass(frozen=True)
class Service:
    """The Service that answers, and the component whose labels its route bears."""

    name: str
    port: int
    component: str


@dataclass(frozen=True)
class Site:
    """What one Service answers under one hostname; the name ends the names of its objects.

    ``paths`` are requests with an end, ``streams`` those that stay open, ``refused`` those that
    may not reach the Service. ``part`` is the host's choice: ``api``, ``ui`` or ``docs``.
    """

    name: str
    part: Literal["api", "ui", "docs"]
    host: str
    service: Service
    paths: tuple[Path, ...]
    streams: tuple[Path, ...] = ()
    refused: tuple[Path, ...] = ()

    @property
    def long(self) -> bool:
        """Whether flows answer here, which take long, stream, and take large bodies."""
        return self.service is BACKEND


BACKEND = Service("skillflaw-backend", 7860, "backend")
FRONTEND = Service("skillflaw-frontend", 8080, "frontend")
DOCS = Service("skillflaw-docs", 8080, "docs")

API = Path("/api")
HEALTH = Path("/health", exact=True)
# The UI asks for it on its own origin.
HEALTH_CHECK = Path("/health_check", exact=True)
# The backend answers here whatever SKILLFLAW_MCP_SERVER_ENABLED says, so a route has to refuse it.
MCP = Path("/api/v1/mcp")
EVERYBODY = ("0.0.0.0/0", "::/0")
REFUSED = "-no-mcp"
"""The suffix of the Ingress that refuses MCP."""
# All three belong to the frontend's Nginx, which has a page for each. Written out so that nobody
# sends one of them elsewhere.
PAGES = (Path("/chat"), Path("/flow/"), Path("/"))


def sites(plan: Plan) -> tuple[Site, ...]:
    """List what is published. A part without a hostname is not; a shared one has each path once."""
    hosts = exposed(plan)
    streams, refused = ((MCP,), ()) if plan.topology.mcp else ((), (MCP,))
    api, ui, docs = (hosts.get(part, "") for part in ("api", "ui", "docs"))
    apart = ui if ui != api else ""
    own = (HEALTH, *((HEALTH_CHECK,) if api == ui else ()))
    sites = (
        Site("api", "api", api, BACKEND, (API, *own), streams, refused),
        Site("ui-api", "ui", apart, BACKEND, (API, HEALTH_CHECK), streams, refused),
        Site("ui", "ui", ui, FRONTEND, PAGES),
        Site("docs", "docs", docs, DOCS, (Path("/"),)),
    )
    return tuple(site for site in sites if site.host)


def refuses(plan: Plan) -> bool:
    """Tell whether a route has to refuse something."""
    return any(site.refused for site in sites(plan))


def first_of_hosts(plan: Plan) -> tuple[Site, ...]:
    """List one site for each hostname: the first."""
    by_host: dict[str, Site] = {}
    for site in sites(plan):
        by_host.setdefault(site.host, site)
    return tuple(by_host.values())


def redirects(plan: Plan) -> bool:
    """Tell whether the ingress controller redirects plain HTTP to HTTPS."""
    return plan.tls.redirect and ends_here(plan)


def strict(plan: Plan) -> bool:
    """Tell whether answers carry HSTS: only those that reach the client over HTTPS."""
    return plan.tls.hsts and plan.tls.mode != "none"


def sticky(plan: Plan) -> bool:
    """Tell whether a cookie has to keep a client at one of several pods."""
    stateful = plan.topology.web or plan.topology.mcp
    several = plan.scaling.backend.most > 1
    return plan.scaling.backend.affinity == "cookie" and stateful and several


def guide(plan: Plan, site: Site) -> tuple[str, ...]:
    """Name the statements that the route of a site answers."""
    routing = {
        "backend": "routing.api",
        "frontend": "routing.fallbacks",
        "docs": "topology.docs",
    }[site.service.component]
    hosts = tuple(exposed(plan).values())
    apart = len(set(hosts)) == len(hosts) or plan.ingress.shared_audience
    return (
        routing,
        *(("routing.hostnames",) if apart else ()),
        *(("security.tls",) if ends_here(plan) else ()),
    )


def choices(plan: Plan, site: Site, *more: str) -> tuple[str, ...]:
    """Name the choices that the route of a site was made from; ``more`` are its controller's."""
    runs = {"ui": ("topology.pattern",), "docs": ("topology.docs",)}
    return (
        "ingress.controller",
        f"ingress.hosts.{site.part}",
        *runs.get(site.part, ()),
        # A shared hostname has each path once.
        *(("ingress.hosts.api", "ingress.hosts.ui") if site.part != "docs" else ()),
        "tls.mode",
        "tls.hsts",
        *(("topology.mcp",) if site.long else ()),
        "ingress.allowedCidrs",
        *more,
    )


WHY = {
    "api": "The API's hostname routes the API and its health endpoint to the backend, and "
    "nothing else.",
    "ui-api": "The UI calls the API on the UI's hostname. These requests go directly to the "
    "backend and bypass the frontend's limits.",
    "ui": "The UI's hostname routes to the frontend, which resolves its pages itself, so no path "
    "is rewritten.",
    "docs": "The docs have their own hostname, because /docs on the API's hostname is the "
    "backend's own page.",
}

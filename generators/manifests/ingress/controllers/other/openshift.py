"""OpenShift's router, which turns each path of an Ingress into a Route and copies its annotations.

Annotations: https://docs.redhat.com/en/documentation/openshift_container_platform/latest/html/ingress_and_load_balancing/configuring-routes
"""

from __future__ import annotations

from collections.abc import Iterator

from generators.manifests.ingress.ingress_object import ingress_object
from generators.manifests.ingress.routes import COOKIE
from generators.manifests.ingress.routes import HSTS
from generators.manifests.ingress.routes import STREAM_SECONDS
from generators.manifests.ingress.routes import Path
from generators.manifests.ingress.routes import Site
from generators.manifests.ingress.routes import sticky
from generators.manifests.ingress.routes import strict
from generators.manifests.part import Manifest
from generators.manifests.part import Note
from generators.manifests.tls import ends_here
from generators.plan import Plan

PREFIX = "haproxy.router.openshift.io"


def on_router(plan: Plan) -> bool:
    """Tell whether OpenShift's router serves the Ingress objects, by the name of its class."""
    return plan.release.platform == "openshift" and plan.ingress.class_name.startswith("openshift")


def ingresses(plan: Plan, site: Site) -> Iterator[Manifest]:
    """Make the Ingress of a site, and one of its own for streams: annotations hold for a whole one.

    The router leaves out every path of the type Exact, so all are prefixes, which it matches by
    elements: https://github.com/openshift/route-controller-manager/blob/master/pkg/route/ingress/ingress.go
    """
    shared = _shared(plan)
    seconds = plan.ingress.timeout_seconds
    timeout = {f"{PREFIX}/timeout": f"{seconds}s"} if site.long else {}
    yield ingress_object(plan, site, _prefixes(site.paths), shared | timeout)
    if site.streams:
        open_end = {f"{PREFIX}/timeout": f"{max(seconds, STREAM_SECONDS)}s"}
        yield ingress_object(plan, site, _prefixes(site.streams), shared | open_end, suffix="-mcp")


def _prefixes(paths: tuple[Path, ...]) -> tuple[Path, ...]:
    return tuple(Path(path.text) for path in paths)


def _shared(plan: Plan) -> dict[str, str]:
    annotations: dict[str, str] = {}
    if strict(plan) and ends_here(plan):
        annotations[f"{PREFIX}/hsts_header"] = HSTS
    if plan.ingress.allowed_cidrs:
        # Older releases know the second name only.
        listed = " ".join(plan.ingress.allowed_cidrs)
        annotations |= {f"{PREFIX}/ip_allowlist": listed, f"{PREFIX}/ip_whitelist": listed}
    if sticky(plan):
        annotations["router.openshift.io/cookie_name"] = COOKIE
    return annotations


def notes(plan: Plan) -> Iterator[Note]:
    """Say what the router does by itself, and what it cannot do."""
    yield Note(
        "limit",
        "The router streams request bodies and has no size limit, so it does not enforce "
        f"{plan.ingress.max_body_size}. The backend's own upload limit applies.",
        ("ingress.controller", "ingress.maxBodySize"),
        ("routing.api",),
    )
    if ends_here(plan):
        yield Note(
            "assumed",
            "OpenShift makes a Route with edge termination of each path, which redirects plain "
            "HTTP to HTTPS.",
            ("release.platform", "tls.redirect"),
            ("security.tls",),
        )
    if plan.topology.mcp:
        yield Note(
            "limit",
            "The router cannot disable its server timeout: it closes an MCP stream that is idle "
            f"for {max(STREAM_SECONDS, plan.ingress.timeout_seconds)} seconds.",
            ("release.platform", "topology.mcp"),
            ("routing.api",),
        )

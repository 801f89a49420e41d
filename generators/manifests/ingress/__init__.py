"""The topic *ingress*: how requests reach what is published, in each controller's own idiom."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping
from dataclasses import replace

from generators.manifests.ingress.gateway_api import gateway_api
from generators.manifests.ingress.haproxy import haproxy
from generators.manifests.ingress.nginx import nginx
from generators.manifests.ingress.other import other
from generators.manifests.ingress.routes import sites
from generators.manifests.ingress.routes import sticky
from generators.manifests.ingress.traefik import traefik
from generators.manifests.part import Note
from generators.manifests.part import Part
from generators.manifests.part import because
from generators.plan import Plan

CONTROLLERS: Mapping[str, Callable[[Plan], Part]] = {
    "gateway-api": gateway_api,
    "traefik": traefik,
    "haproxy": haproxy,
    "ingress-nginx": nginx,
    "other": other,
}


def ingress(plan: Plan) -> Part:
    """Publish the parts that have a hostname. Nothing else of the backend is ever reachable."""
    if not sites(plan):
        return Part()
    part = CONTROLLERS[plan.ingress.controller](plan)
    files = because(part.files, "ingress.controller")
    return replace(
        part, files=files, notes=(*part.notes, *_client_notes(plan), *_worker_notes(plan))
    )


def _client_notes(plan: Plan) -> tuple[Note, ...]:
    if not plan.ingress.allowed_cidrs:
        return ()
    text = (
        "The allow list compares the source address that the controller sees. It has to be the "
        "client's own: use externalTrafficPolicy: Local or the PROXY protocol."
    )
    if plan.tls.mode == "upstream":
        text += (
            " Behind your load balancer it is the load balancer's address, so set the allow "
            "list there instead."
        )
    return (Note("manual", text, ("ingress.allowedCidrs",)),)


def _worker_notes(plan: Plan) -> tuple[Note, ...]:
    if not (sticky(plan) and plan.scaling.backend.workers != 1):
        return ()
    text = (
        "The affinity cookie selects a pod, not a worker process in it. Run one worker per pod "
        "and add replicas."
    )
    return (Note("limit", text, ("scaling.backend.workers", "scaling.backend.affinity")),)

"""The topic *ingress*: how requests reach what is published, in each controller's own idiom."""

from __future__ import annotations

from dataclasses import replace

from generators.manifests.ingress.controllers import controller
from generators.manifests.ingress.routes import sites
from generators.manifests.ingress.routes import sticky
from generators.manifests.part import Note
from generators.manifests.part import Part
from generators.manifests.part import because
from generators.plan import Plan


def ingress(plan: Plan) -> Part:
    """Publish the parts that have a hostname. Nothing else of the backend is ever reachable."""
    if not sites(plan):
        return Part()
    part = controller(plan).part(plan)
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

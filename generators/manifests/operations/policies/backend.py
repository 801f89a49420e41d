"""Who may talk to the backend, and where its flows may call out to."""

from __future__ import annotations

from generators.manifests.operations.metrics import METRICS_PORT
from generators.manifests.operations.metrics import own_metrics
from generators.manifests.operations.policies.identity import to_identity
from generators.manifests.operations.policies.openings import incoming
from generators.manifests.operations.policies.openings import internet
from generators.manifests.operations.policies.openings import names
from generators.manifests.operations.policies.openings import namespace
from generators.manifests.operations.policies.openings import networks
from generators.manifests.operations.policies.openings import outgoing
from generators.manifests.operations.policies.openings import pods
from generators.manifests.operations.policies.openings import policy
from generators.manifests.operations.policies.stores import TO_CACHE
from generators.manifests.operations.policies.stores import TO_DATABASE
from generators.manifests.operations.policies.stores import to_cache
from generators.manifests.operations.policies.stores import to_database
from generators.manifests.part import File
from generators.manifests.part import Manifest
from generators.manifests.part import Note
from generators.manifests.part import selector
from generators.plan import Plan

PORT = 7860
HTTPS = 443


def backend(plan: Plan) -> tuple[File, ...]:
    """Write the backend's policy."""
    rules = policy(
        "skillflaw-backend",
        {"matchLabels": selector("backend")},
        (*_callers(plan), *_watchers(plan)),
        (*names(), *to_database(plan), *to_cache(plan), *to_providers(plan), *to_identity(plan)),
    )
    return (
        File(
            "components/network-policies/backend.yaml",
            (rules,),
            "The ingress controller and SkillFlaw's pods may call the backend. The backend may "
            "reach PostgreSQL, Redis and what flows call.",
            (
                "ingress.controllerNamespace",
                "operations.egress",
                "operations.monitoringNamespace",
                "operations.alerts",
                "operations.settings",
                "operations.serviceAccountAnnotations",
                "topology.pattern",
                *TO_DATABASE,
                *TO_CACHE,
            ),
            ("security.network",),
        ),
    )


def _callers(plan: Plan) -> tuple[Manifest, ...]:
    frontend = incoming([pods("frontend")], PORT) if plan.topology.web else ()
    return (
        *incoming(namespace(plan.ingress.controller_namespace), PORT),
        *frontend,
        *incoming([pods("smoke-test")], PORT),
    )


def _watchers(plan: Plan) -> tuple[Manifest, ...]:
    if plan.operations.alerts == "none":
        return ()
    ports = (PORT, METRICS_PORT) if own_metrics(plan) else (PORT,)
    return incoming(namespace(plan.operations.monitoring_namespace), *ports)


def to_providers(plan: Plan) -> tuple[Manifest, ...]:
    """Open the ways that flows may take out of the cluster."""
    if plan.operations.egress == "internet-443":
        return outgoing(internet(), HTTPS)
    if plan.operations.egress == "none":
        return ()
    return outgoing(networks(plan.operations.egress))


def backend_notes(plan: Plan) -> tuple[Note, ...]:
    """Say what a policy of addresses cannot do for flows."""
    egress = plan.operations.egress
    if egress == "none":
        return ()
    if egress == "internet-443":
        text = (
            "Flows may call any public address on port 443. A NetworkPolicy cannot filter by "
            "hostname. If you do not trust the authors of flows, use an egress proxy with a list "
            "of allowed hostnames and set operations.egress to its network."
        )
    else:
        text = (
            "Flows may open TCP connections to every port of the listed networks, because "
            "private services often do not listen on 443."
        )
    return (Note("limit", text, ("operations.egress",), ("security.network",)),)

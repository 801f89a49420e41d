"""Who may talk to the frontend and to the docs, and to whom they may talk."""

from __future__ import annotations

from generators.manifests.operations.policies.openings import outgoing
from generators.manifests.operations.policies.openings import pods
from generators.manifests.operations.policies.openings import policy
from generators.manifests.operations.policies.resolvers import RESOLVERS
from generators.manifests.operations.policies.resolvers import names
from generators.manifests.operations.policies.sources import SOURCES
from generators.manifests.operations.policies.sources import requests
from generators.manifests.part import File
from generators.manifests.part import selector
from generators.plan import Plan

BACKEND_PORT = 7860


def frontend(plan: Plan) -> tuple[File, ...]:
    """Write the frontend's policy: ingress from the controller, egress to the backend."""
    if not plan.topology.web:
        return ()
    rules = policy(
        "skillflaw-frontend",
        {"matchLabels": selector("frontend")},
        requests(plan, plan.release.frontend.port),
        (*names(plan), *outgoing([pods("backend")], BACKEND_PORT)),
    )
    why = "The ingress controller may reach the frontend. The frontend may reach the API only."
    choices = ("topology.pattern", *SOURCES, *RESOLVERS, "release.frontend.port")
    return (_file("frontend", rules, why, choices),)


def docs(plan: Plan) -> tuple[File, ...]:
    """Write the docs' policy: ingress from the controller, no egress."""
    if not plan.topology.docs:
        return ()
    rules = policy(
        "skillflaw-docs",
        {"matchLabels": selector("docs")},
        requests(plan, plan.release.docs.port),
    )
    why = "The ingress controller may reach the docs. The docs may reach nothing, DNS included."
    choices = ("topology.docs", *SOURCES, "release.docs.port")
    return (_file("docs", rules, why, choices),)


def _file(name: str, rules: dict[str, object], why: str, choices: tuple[str, ...]) -> File:
    return File(
        f"components/network-policies/{name}.yaml", (rules,), why, choices, ("security.network",)
    )

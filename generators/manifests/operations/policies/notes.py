"""What the policies take for granted, and what they cannot do."""

from __future__ import annotations

from generators.manifests.ingress.controllers import controller
from generators.manifests.operations.policies.openings import EVERY_ADDRESS
from generators.manifests.operations.policies.openings import networks
from generators.manifests.operations.policies.openings import server
from generators.manifests.part import Note
from generators.plan import Plan

GUIDE = ("security.network",)


def notes(plan: Plan) -> tuple[Note, ...]:
    """Say what a reader has to know of the policies."""
    return (
        Note(
            "manual",
            "NetworkPolicies need a network plugin that enforces them. DNS goes to the pods with "
            "the label k8s-app=kube-dns in kube-system on port 53. If the cluster uses another "
            "DNS (NodeLocal DNSCache, OpenShift), change that peer.",
            ("operations.networkPolicies",),
            GUIDE,
        ),
        *_stores(plan),
        *_api_server(plan),
        *_ingress(plan),
    )


def _stores(plan: Plan) -> tuple[Note, ...]:
    found = []
    for name, store, path in (
        ("PostgreSQL", plan.database, "database"),
        ("Redis", plan.redis, "redis"),
    ):
        if store.mode != "external":
            continue
        found.append(
            Note(
                "manual",
                "A NetworkPolicy does not protect a server outside the cluster. Restrict the "
                f"firewall of {name} to the addresses that this cluster's pods connect from.",
                (f"{path}.mode",),
                GUIDE,
            )
        )
        if server(store.host, store.cidrs) == networks(EVERY_ADDRESS):
            found.append(_open(name, f"{path}.cidrs", store.port))
    return tuple(found)


def _open(name: str, path: str, port: int) -> Note:
    text = (
        f"The plan does not set the addresses of {name}, so the policy allows port {port} to "
        f"every address. Set {path} to the addresses of the server."
    )
    return Note("limit", text, (path,), GUIDE)


def _api_server(plan: Plan) -> tuple[Note, ...]:
    if plan.database.mode != "cloudnative-pg" or plan.operations.api_server_cidrs:
        return ()
    text = (
        "The plan does not set the addresses of the API server, which PostgreSQL's pods need, so "
        "the policy allows ports 443 and 6443 to every address. Set operations.apiServerCidrs to "
        "the addresses that `kubectl get endpoints kubernetes -n default` shows."
    )
    return (Note("limit", text, ("operations.apiServerCidrs",), GUIDE),)


def _ingress(plan: Plan) -> tuple[Note, ...]:
    if not plan.ingress.controller_namespace:
        text = (
            "The plan does not set the namespace of the ingress controller, so no policy allows "
            "it. Set ingress.controllerNamespace."
        )
    else:
        text = controller(plan).network_policy_limit(plan)
    if not text:
        return ()
    return (Note("limit", text, ("ingress.controllerNamespace",), GUIDE),)

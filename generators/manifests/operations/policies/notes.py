"""What the policies take for granted, and what they cannot do."""

from __future__ import annotations

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
            "Network policies only work where the cluster's network plugin enforces them, and a "
            "name lookup goes to pods labelled k8s-app=kube-dns in kube-system on port 53. Where "
            "names are served elsewhere (NodeLocal DNSCache, OpenShift), change that peer.",
            ("operations.networkPolicies",),
            GUIDE,
        ),
        *_stores(plan),
        *_api_server(plan),
        *_edge(plan),
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
                f"A network policy cannot protect a server outside the cluster: restrict {name}'s "
                "own firewall to the addresses that this cluster's pods come from.",
                (f"{path}.mode",),
                GUIDE,
            )
        )
        if server(store.host, store.cidrs) == networks(EVERY_ADDRESS):
            found.append(_open(name, f"{path}.cidrs", store.port))
    return tuple(found)


def _open(name: str, path: str, port: int) -> Note:
    text = (
        f"The plan does not say which addresses {name} has, so the policy opens port {port} to "
        f"every address. Fill in {path} to close it down to the server's own."
    )
    return Note("limit", text, (path,), GUIDE)


def _api_server(plan: Plan) -> tuple[Note, ...]:
    if plan.database.mode != "cloudnative-pg" or plan.operations.api_server_cidrs:
        return ()
    text = (
        "The plan does not say where the API server is, which PostgreSQL's pods talk to, so the "
        "policy opens ports 443 and 6443 to every address. `kubectl get endpoints kubernetes -n "
        "default` shows its addresses for operations.apiServerCidrs."
    )
    return (Note("limit", text, ("operations.apiServerCidrs",), GUIDE),)


def _edge(plan: Plan) -> tuple[Note, ...]:
    if not plan.ingress.controller_namespace:
        text = (
            "The plan does not say in which namespace the proxies run, so nothing is opened to "
            "them. Fill in ingress.controllerNamespace."
        )
    elif plan.ingress.controller == "gateway-api" and plan.ingress.implementation == "cilium":
        text = (
            "Traffic from Cilium's Gateway carries the identity `ingress` and comes from no "
            "namespace, so a NetworkPolicy cannot let it in. Add a CiliumNetworkPolicy with "
            "`fromEntities: [ingress]` for the pods that the Gateway serves."
        )
    else:
        return ()
    return (Note("limit", text, ("ingress.controllerNamespace",), GUIDE),)

"""What the policies take for granted, and what they cannot do."""

from __future__ import annotations

from generators.manifests.ingress.controllers import controller
from generators.manifests.operations.policies.cilium import on_cilium
from generators.manifests.operations.policies.openings import EVERY_ADDRESS
from generators.manifests.operations.policies.openings import OWN
from generators.manifests.operations.policies.openings import networks
from generators.manifests.operations.policies.openings import server
from generators.manifests.operations.policies.resolvers import RESOLVERS
from generators.manifests.operations.policies.resolvers import resolvers
from generators.manifests.operations.policies.sources import SOURCES
from generators.manifests.operations.policies.sources import requests
from generators.manifests.part import Note
from generators.plan import Plan
from generators.plan.scalars import service_namespace

GUIDE = ("security.network",)
# https://github.com/cilium/cilium/issues/20550
ENTITY = (
    "No address in a NetworkPolicy matches the API server on Cilium. There, add a "
    "CiliumNetworkPolicy to custom/ for pods labelled cnpg.io/cluster=postgres, with egress "
    "toEntities: [kube-apiserver]; scripts/preflight.sh looks for it."
)
HTTPS = 443


def notes(plan: Plan) -> tuple[Note, ...]:
    """Say what a reader has to know of the policies."""
    return (
        Note(
            "manual",
            f"NetworkPolicies need a network plugin that enforces them. {_dns(plan)}",
            ("operations.networkPolicies", *RESOLVERS),
            GUIDE,
        ),
        *_stores(plan),
        *_api_server(plan),
        *_ingress(plan),
    )


def _dns(plan: Plan) -> str:
    servers = resolvers(plan)
    if servers == "openshift":
        return "DNS goes to the pods of openshift-dns on port 5353."
    if servers == "node-local":
        return (
            "DNS goes to NodeLocal DNSCache at 169.254.20.10 and to the pods with the label "
            "k8s-app=kube-dns in kube-system. Where kube-proxy uses iptables, pods ask the cache "
            "at the cluster IP of the Service kube-dns: list both addresses in operations.dns."
        )
    if servers == "kube-dns":
        return (
            "DNS goes to the pods with the label k8s-app=kube-dns in kube-system on port 53. If "
            "names are resolved elsewhere, set operations.dns."
        )
    return f"DNS goes to {', '.join(servers) or 'no address'} on port 53."


def _stores(plan: Plan) -> tuple[Note, ...]:
    notes = []
    for name, store, path in (
        ("PostgreSQL", plan.database, "database"),
        ("Redis", plan.redis, "redis"),
    ):
        if store.mode != "external":
            continue
        notes.append(
            Note(
                "manual",
                "A NetworkPolicy does not protect a server outside the cluster. Restrict the "
                f"firewall of {name} to the addresses that this cluster's pods connect from.",
                (f"{path}.mode",),
                GUIDE,
            )
        )
        if server(store.host, store.cidrs) == networks(EVERY_ADDRESS):
            notes.append(_open(name, f"{path}.cidrs", store.port))
        if service_namespace(store.host, own=OWN) and not store.cidrs:
            notes.append(_service(name, path, store.port))
    return tuple(notes)


def _open(name: str, path: str, port: int) -> Note:
    text = (
        f"The plan does not set the addresses of {name}, so the policy allows port {port} to "
        f"every address. Set {path} to the addresses of the server."
    )
    return Note("limit", text, (path,), GUIDE)


def _service(name: str, path: str, port: int) -> Note:
    text = (
        f"{name} is a Service, so the policy allows port {port} of the pods in its namespace. A "
        "NetworkPolicy compares the port of the pod: if the Service maps its port to another, set "
        f"{path}.cidrs."
    )
    return Note("assumed", text, (f"{path}.host", f"{path}.port"), GUIDE)


def _api_server(plan: Plan) -> tuple[Note, ...]:
    if plan.database.mode != "cloudnative-pg":
        return ()
    choices = ("database.mode", "ingress.implementation")
    entity = () if on_cilium(plan) else (Note("limit", ENTITY, choices, GUIDE),)
    return (*_every_address(plan), *entity)


def _every_address(plan: Plan) -> tuple[Note, ...]:
    if plan.operations.api_server_cidrs:
        return ()
    text = (
        "The plan does not set the addresses of the API server, which PostgreSQL's pods need, so "
        "the policy allows ports 443 and 6443 to every address. Set operations.apiServerCidrs to "
        "the addresses that `kubectl get endpoints kubernetes -n default` shows."
    )
    return (Note("limit", text, ("operations.apiServerCidrs",), GUIDE),)


def _ingress(plan: Plan) -> tuple[Note, ...]:
    if not requests(plan, HTTPS):
        text = (
            "The plan does not set the namespace of the ingress controller, so no policy allows "
            "it. Set ingress.controllerNamespace, or ingress.sourceCidrs for a load balancer "
            "outside the cluster."
        )
    else:
        text = controller(plan).network_policy_limit(plan)
    if not text:
        return ()
    return (Note("limit", text, SOURCES, GUIDE),)

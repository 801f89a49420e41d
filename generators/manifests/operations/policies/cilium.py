"""What only Cilium's own policies can open: its Gateway and the API server are entities to it.

https://docs.cilium.io/en/stable/security/policy/language/#entities-based
"""

from __future__ import annotations

from generators.manifests.database.connection import pooled
from generators.manifests.ingress.routes import sites
from generators.manifests.operations.policies.stores import instances
from generators.manifests.operations.policies.stores import pooler
from generators.manifests.part import File
from generators.manifests.part import Manifest
from generators.manifests.part import selector
from generators.plan import Plan

GROUP = "cilium.io"


def on_cilium(plan: Plan) -> bool:
    """Tell whether the plan says that Cilium is the network plugin: its Gateway needs it."""
    return plan.ingress.controller == "gateway-api" and plan.ingress.implementation == "cilium"


def cilium(plan: Plan) -> tuple[File, ...]:
    """Write the policies that allow Cilium's entities."""
    rules = (*_gateway(plan), *_api_server(plan)) if on_cilium(plan) else ()
    if not rules:
        return ()
    return (
        File(
            "components/network-policies/cilium.yaml",
            rules,
            "Cilium's Gateway has the identity `ingress` and the API server has one of its own. A "
            "NetworkPolicy cannot name them, and addresses do not match them.",
            (
                "ingress.controller",
                "ingress.implementation",
                "ingress.hosts.api",
                "ingress.hosts.ui",
                "ingress.hosts.docs",
                "topology.pattern",
                "topology.docs",
                "release.frontend.port",
                "release.docs.port",
                "database.mode",
                "database.pooler.mode",
            ),
            ("security.network",),
        ),
    )


def _gateway(plan: Plan) -> tuple[Manifest, ...]:
    ports = {
        "backend": 7860,
        "frontend": plan.release.frontend.port,
        "docs": plan.release.docs.port,
    }
    served = dict.fromkeys(site.service.component for site in sites(plan))
    return tuple(
        _policy(
            f"skillflaw-{component}",
            {"matchLabels": selector(component)},
            "ingress",
            {"fromEntities": ["ingress"], "toPorts": _ports(ports[component])},
        )
        for component in served
    )


def _api_server(plan: Plan) -> tuple[Manifest, ...]:
    if plan.database.mode != "cloudnative-pg":
        return ()
    pods = [("postgres", instances()), *([("postgres-pooler", pooler())] if pooled(plan) else [])]
    way = {"toEntities": ["kube-apiserver"]}
    return tuple(_policy(name, labels, "egress", way) for name, labels in pods)


def _ports(port: int) -> list[Manifest]:
    return [{"ports": [{"port": str(port), "protocol": "TCP"}]}]


def _policy(name: str, pods: Manifest, way: str, rule: Manifest) -> Manifest:
    return {
        "apiVersion": f"{GROUP}/v2",
        "kind": "CiliumNetworkPolicy",
        "metadata": {"name": name},
        "spec": {"endpointSelector": pods, way: [rule]},
    }

"""Where requests come from: pods of an ingress controller, or a load balancer's addresses."""

from __future__ import annotations

from generators.manifests.ingress.controllers import controller
from generators.manifests.operations.policies.openings import incoming
from generators.manifests.operations.policies.openings import namespace
from generators.manifests.operations.policies.openings import networks
from generators.manifests.part import Manifest
from generators.plan import Plan

SOURCES = (
    "ingress.controllerNamespace",
    "ingress.sourceCidrs",
    "ingress.controller",
    "ingress.implementation",
    "release.platform",
)

ROUTER_NAMESPACE = "openshift-ingress"
# It selects the router in either network:
# https://docs.redhat.com/en/documentation/openshift_container_platform/4.7/html/release_notes
ROUTER_LABEL = "policy-group.network.openshift.io/ingress"


def proxies(plan: Plan) -> tuple[Manifest, ...]:
    """Give the peers that are the pods of the ingress controller; none where it has no pods."""
    if controller(plan).source_cidrs(plan):
        return ()
    name = plan.ingress.controller_namespace
    if plan.release.platform == "openshift" and name in ("", ROUTER_NAMESPACE):
        labelled = {"namespaceSelector": {"matchLabels": {ROUTER_LABEL: ""}}}
        # Without a podSelector OpenShift leaves out pods on the host network:
        # https://docs.redhat.com/en/documentation/openshift_container_platform/latest/html/network_security/network-policy
        return ({**labelled, "podSelector": {}},)
    return namespace(name)


def requests(plan: Plan, *ports: int) -> tuple[Manifest, ...]:
    """Let requests in from the ingress controller's pods and from the load balancer's networks."""
    cidrs = (*controller(plan).source_cidrs(plan), *plan.ingress.source_cidrs)
    peers = (*proxies(plan), *networks(dict.fromkeys(cidrs)))
    return incoming(peers, *ports)

from __future__ import annotations

from collections.abc import Iterator

from generators.guide.hostnames import google
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="Network policies block the ingress controller: namespace missing",
    about=("ingress.controllerNamespace", "operations.networkPolicies"),
    severity=Severity.ERROR,
    why="The network policies deny all traffic by default and allow none from the ingress "
    "controller, so every request times out.",
    fix="Enter the namespace of the proxy pods in ingress.controllerNamespace. It is often not the "
    "namespace of the Gateway. Where requests come from a load balancer outside the cluster, enter "
    "its networks in ingress.sourceCidrs.",
    because="No request reaches the pods.",
    guide=("security.network",),
    reference="https://kubernetes.io/docs/concepts/services-networking/network-policies/",
    bad={"ingress.controllerNamespace": ""},
)
def ingress_controller_namespace_missing(plan: Plan) -> Iterator[str]:
    known = plan.ingress.controller_namespace or plan.ingress.source_cidrs
    # The router of OpenShift and the load balancers of Google Cloud are known.
    platform = plan.release.platform == "openshift" or google(plan)
    closed = plan.operations.network_policies and not (known or platform)
    if closed:
        yield "Network policies are on, and ingress.controllerNamespace is empty."

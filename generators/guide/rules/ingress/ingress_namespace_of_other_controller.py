from __future__ import annotations

from collections.abc import Iterator

from generators.guide.hostnames import google
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan

# The namespaces of the products' own installation guides.
NAMESPACES = {
    "envoy-gateway-system": "envoy-gateway",  # https://gateway.envoyproxy.io/docs/install/install-helm/
    "nginx-gateway": "nginx-gateway-fabric",  # https://docs.nginx.com/nginx-gateway-fabric/install/
    "traefik": "traefik",  # https://doc.traefik.io/traefik/getting-started/install-traefik/
    "istio-ingress": "istio",  # https://istio.io/latest/docs/setup/additional-setup/gateway/
}


@rule(
    title="Ingress controller namespace belongs to another Gateway implementation",
    about=("ingress.controllerNamespace", "ingress.implementation"),
    severity=Severity.WARNING,
    why="If the proxies run elsewhere, or outside the cluster as those of a cloud's load balancer "
    "do, the network policies drop every request.",
    fix="Set ingress.implementation to the software behind the Gateway (gke for GKE Gateway), and "
    "ingress.controllerNamespace to the namespace of its proxies. For a load balancer outside the "
    "cluster, enter its networks in ingress.sourceCidrs instead.",
    because="A platform may have installed another implementation in that namespace.",
    guide=("security.network",),
    reference="https://github.com/FairwindsOps/goldilocks/issues/825",
    bad={"ingress.implementation": "istio"},
)
def ingress_namespace_of_other_controller(plan: Plan) -> Iterator[str]:
    ingress = plan.ingress
    usual = NAMESPACES.get(ingress.controller_namespace, ingress.implementation)
    routed = ingress.controller == "gateway-api" and plan.operations.network_policies
    # The load balancers of Google Cloud have no pods, and their networks are known.
    routed = routed and not google(plan)
    if routed and usual != ingress.implementation and not ingress.source_cidrs:
        yield (
            f"{ingress.controller_namespace} is the usual namespace of {usual}, and "
            f"ingress.implementation is {ingress.implementation}."
        )

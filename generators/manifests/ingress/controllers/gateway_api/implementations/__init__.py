"""The implementations of Gateway API; each module has all that is special to one."""

from __future__ import annotations

from collections.abc import Mapping

from generators.manifests.ingress.controllers.gateway_api.implementation import Implementation
from generators.manifests.ingress.controllers.gateway_api.implementations import (
    nginx_gateway_fabric,
)
from generators.manifests.ingress.controllers.gateway_api.implementations.cilium import CILIUM
from generators.manifests.ingress.controllers.gateway_api.implementations.envoy_gateway import (
    ENVOY_GATEWAY,
)
from generators.manifests.ingress.controllers.gateway_api.implementations.gke import GKE
from generators.manifests.ingress.controllers.gateway_api.implementations.istio import ISTIO
from generators.manifests.ingress.controllers.gateway_api.implementations.other import OTHER
from generators.manifests.ingress.controllers.gateway_api.implementations.traefik import TRAEFIK
from generators.plan import Plan

IMPLEMENTATIONS: Mapping[str, Implementation] = {
    "envoy-gateway": ENVOY_GATEWAY,
    "traefik": TRAEFIK,
    "istio": ISTIO,
    "cilium": CILIUM,
    "nginx-gateway-fabric": nginx_gateway_fabric.NGINX_GATEWAY_FABRIC,
    "gke": GKE,
    "other": OTHER,
}


def implementation(plan: Plan) -> Implementation:
    """Give the implementation that the plan chose."""
    return IMPLEMENTATIONS[plan.ingress.implementation]

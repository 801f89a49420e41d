"""The ingress controllers; each folder has all that is special to one."""

from __future__ import annotations

from collections.abc import Mapping

from generators.manifests.ingress.controller import Controller
from generators.manifests.ingress.controllers.gateway_api import GATEWAY_API
from generators.manifests.ingress.controllers.haproxy import HAPROXY
from generators.manifests.ingress.controllers.ingress_nginx import INGRESS_NGINX
from generators.manifests.ingress.controllers.other import OTHER
from generators.manifests.ingress.controllers.traefik import TRAEFIK
from generators.plan import Plan

CONTROLLERS: Mapping[str, Controller] = {
    "gateway-api": GATEWAY_API,
    "traefik": TRAEFIK,
    "haproxy": HAPROXY,
    "ingress-nginx": INGRESS_NGINX,
    "other": OTHER,
}


def controller(plan: Plan) -> Controller:
    """Give the ingress controller that the plan chose."""
    return CONTROLLERS[plan.ingress.controller]

"""Gateway API, in each of its implementations."""

from __future__ import annotations

from collections.abc import Iterator

from generators.manifests.ingress.controller import Controller
from generators.manifests.ingress.controllers.gateway_api.gateway import http_name
from generators.manifests.ingress.controllers.gateway_api.gateway import https_name
from generators.manifests.ingress.controllers.gateway_api.gateway import own_gateway
from generators.manifests.ingress.controllers.gateway_api.implementations import IMPLEMENTATIONS
from generators.manifests.ingress.controllers.gateway_api.implementations import implementation
from generators.manifests.ingress.controllers.gateway_api.manifests import COMPONENT
from generators.manifests.ingress.controllers.gateway_api.manifests import gateway_api
from generators.manifests.ingress.metrics import IngressMetrics
from generators.manifests.prerequisite import ExistingObject
from generators.manifests.prerequisite import GatewayController
from generators.manifests.prerequisite import GatewayListeners
from generators.manifests.prerequisite import Prerequisite
from generators.manifests.tls import ends_here
from generators.plan import Plan


def _metrics(plan: Plan) -> IngressMetrics | None:
    return implementation(plan).metrics(plan)


def _prerequisites(plan: Plan) -> Iterator[Prerequisite]:
    gateway = plan.ingress.gateway
    if own_gateway(plan):
        kind = "gatewayclass.gateway.networking.k8s.io"
        yield ExistingObject(kind, plan.ingress.class_name)
    elif gateway.name:
        namespace = gateway.namespace or plan.release.namespace
        yield ExistingObject("gateway.gateway.networking.k8s.io", gateway.name, namespace)
        names = (http_name(plan), *((https_name(plan),) if ends_here(plan) else ()))
        yield GatewayListeners(gateway.name, namespace, names, plan.release.namespace)
        if controller := implementation(plan).controller:
            name = plan.ingress.implementation
            yield GatewayController(gateway.name, namespace, controller, name)


def _network_policy_limit(plan: Plan) -> str:
    return implementation(plan).network_policy


def _source_cidrs(plan: Plan) -> tuple[str, ...]:
    return implementation(plan).source_cidrs


GATEWAY_API = Controller(
    component=COMPONENT,
    purpose="Routes on Gateway API.",
    part=gateway_api,
    metrics=_metrics,
    prerequisites=_prerequisites,
    network_policy_limit=_network_policy_limit,
    source_cidrs=_source_cidrs,
    api_groups={
        "gateway.networking.k8s.io": "Gateway API",
        **{
            group: product
            for known in IMPLEMENTATIONS.values()
            for group, product in known.api_groups.items()
        },
    },
)

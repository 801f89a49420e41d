"""The ingress controller, the hostnames, and the timeout and size limits."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Literal

from generators.plan.choice import Option
from generators.plan.choice import Topic
from generators.plan.choice import choice
from generators.plan.choice import group
from generators.plan.primitives import Count
from generators.plan.primitives import Flag
from generators.plan.scalars import Cidr
from generators.plan.scalars import MemoryQuantity
from generators.plan.scalars import OptionalDnsLabel
from generators.plan.scalars import OptionalDnsSubdomain
from generators.plan.scalars import OptionalHostname

if TYPE_CHECKING:
    from generators.plan.plan import Plan


def _gateway(plan: Plan) -> bool:
    return plan.ingress.controller == "gateway-api"


def _has_pods(plan: Plan) -> bool:
    """Tell whether the proxies are pods: those of GKE Gateway are outside the cluster."""
    return not (_gateway(plan) and plan.ingress.implementation == "gke")


def _platforms_gateway(plan: Plan) -> bool:
    """Tell whether the routes attach to listeners that somebody else named."""
    beside = plan.ingress.gateway.namespace in ("", plan.release.namespace)
    ours = plan.ingress.class_name and beside and plan.tls.mode != "at-gateway"
    return _gateway(plan) and not ours


class Listeners(Topic):
    http: OptionalDnsSubdomain = choice(
        "",
        "Listener for HTTP",
        "The name of the Gateway's HTTP listener. Leave it empty for the usual name: http, or web "
        "with Traefik.",
        example="web",
        advanced=True,
    )
    https: OptionalDnsSubdomain = choice(
        "",
        "Listener for HTTPS",
        "The name of the Gateway's HTTPS listener. Leave it empty for the usual name: https, or "
        "websecure with Traefik.",
        example="websecure",
        advanced=True,
    )


class Gateway(Topic):
    name: OptionalDnsSubdomain = choice(
        "",
        "Gateway name",
        "The name of the platform's Gateway that the HTTPRoutes attach to.",
        applies=_gateway,
        example="public",
    )
    namespace: OptionalDnsLabel = choice(
        "",
        "Gateway namespace",
        "The namespace of that Gateway.",
        applies=_gateway,
        example="gateway",
    )
    listeners: Listeners = group(Listeners, "Listeners", applies=_platforms_gateway)


class Hosts(Topic):
    api: OptionalHostname = choice(
        "",
        "API hostname",
        "The hostname that API clients call. It serves /api and no other path of the backend.",
        guide=("routing.api", "routing.hostnames"),
        example="api.skillflaw.acme.com",
    )
    ui: OptionalHostname = choice(
        "",
        "UI hostname",
        "The hostname that people open in a browser. It serves the UI, and /api for the UI.",
        guide=("routing.fallbacks", "routing.hostnames"),
        applies=lambda plan: plan.topology.web,
        example="skillflaw.acme.com",
    )
    docs: OptionalHostname = choice(
        "",
        "Docs hostname",
        "A separate hostname. On the API hostname, /docs is the API reference of the backend.",
        guide=("routing.hostnames", "topology.docs"),
        applies=lambda plan: plan.topology.docs,
        example="docs.skillflaw.acme.com",
    )


class Ingress(Topic):
    controller: Literal["gateway-api", "traefik", "haproxy", "ingress-nginx", "other"] = choice(
        "gateway-api",
        "Ingress controller",
        "What routes requests from outside to the Services.",
        guide=("routing.api", "routing.fallbacks"),
        options={
            "gateway-api": Option("Gateway API", "HTTPRoutes attach to a Gateway."),
            "traefik": Option("Traefik", "Ingress objects with Traefik middlewares."),
            "haproxy": Option("HAProxy", "Ingress objects for HAProxy Technologies' controller."),
            "ingress-nginx": Option(
                "ingress-nginx", "The project is retired. Use it only where it runs today."
            ),
            "other": Option("Other ingress controller", "Ingress objects without annotations."),
        },
    )
    class_name: OptionalDnsSubdomain = choice(
        "",
        "IngressClass or GatewayClass",
        "The ingressClassName of the Ingress objects. With the Gateway API, the GatewayClass of "
        "the Gateway that the bundle creates in its namespace. Leave it empty to use the "
        "platform's Gateway.",
        example="traefik",
    )
    gateway: Gateway = group(Gateway, "Gateway", applies=_gateway)
    implementation: Literal[
        "envoy-gateway", "traefik", "istio", "cilium", "nginx-gateway-fabric", "gke", "other"
    ] = choice(
        "envoy-gateway",
        "Gateway API implementation",
        "The software behind the Gateway. The names of metrics and some resources depend on it.",
        guide=("health.api", "health.ingress"),
        applies=_gateway,
        options={
            "envoy-gateway": Option("Envoy Gateway"),
            "traefik": Option("Traefik"),
            "istio": Option("Istio"),
            "cilium": Option("Cilium"),
            "nginx-gateway-fabric": Option("NGINX Gateway Fabric"),
            "gke": Option("GKE Gateway", "A load balancer of Google Cloud outside the cluster."),
            "other": Option("Other implementation"),
        },
    )
    controller_namespace: OptionalDnsLabel = choice(
        "",
        "Namespace of the ingress controller",
        "The namespace of the proxy pods (the data plane). The network policy allows traffic "
        "from it.",
        guide=("security.network",),
        applies=_has_pods,
        example="envoy-gateway-system",
    )
    source_cidrs: tuple[Cidr, ...] = choice(
        (),
        "CIDRs of the load balancer",
        "The networks that requests come from where a load balancer outside the cluster, or pods "
        "on the host network, connect to the pods. The network policy allows them.",
        guide=("security.network",),
        applies=lambda plan: plan.operations.network_policies,
        example="10.129.0.0/23",
        advanced=True,
    )
    hosts: Hosts = group(Hosts, "Hostnames")
    shared_audience: Flag = choice(
        False,
        "API and UI have the same audience",
        "Turn this on if the same people use both. API and UI may then share a hostname.",
        guide=("routing.hostnames",),
        applies=lambda plan: plan.topology.web,
    )
    timeout_seconds: Count = choice(
        300,
        "Request timeout",
        "Timeout of requests to /api. It must not be shorter than the longest flow.",
        guide=("routing.api",),
        unit="seconds",
        at_least=1,
        at_most=86_400,
    )
    max_body_size: MemoryQuantity = choice(
        "100Mi",
        "Maximum request body size",
        "Largest request that the ingress accepts. It must not be smaller than the maximum upload "
        "size.",
        guide=("routing.api",),
    )
    allowed_cidrs: tuple[Cidr, ...] = choice(
        (),
        "Allowed client CIDRs",
        "The networks that may connect. Leave it empty to allow every address.",
        guide=("security.network",),
        example="203.0.113.0/24",
    )

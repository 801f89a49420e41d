"""How requests come in: controller, hostnames, limits."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Literal

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


class Gateway(Topic):
    name: OptionalDnsSubdomain = choice(
        "",
        "Gateway",
        "Name of the platform's Gateway that the routes attach to.",
        applies=_gateway,
        example="public",
    )
    namespace: OptionalDnsLabel = choice(
        "", "Gateway's namespace", "Where that Gateway lives.", applies=_gateway, example="gateway"
    )


class Hosts(Topic):
    api: OptionalHostname = choice(
        "",
        "API hostname",
        "Where other services call /api. Nothing else of the backend is published there.",
        guide=("routing.api", "routing.hostnames"),
        example="api.skillflaw.acme.com",
    )
    ui: OptionalHostname = choice(
        "",
        "UI hostname",
        "Where people open the UI. It reaches /api on the same name too.",
        guide=("routing.fallbacks", "routing.hostnames"),
        applies=lambda plan: plan.topology.web,
        example="skillflaw.acme.com",
    )
    docs: OptionalHostname = choice(
        "",
        "Docs hostname",
        "A name of its own: /docs on the API's name is the backend's own page.",
        guide=("routing.hostnames", "topology.docs"),
        applies=lambda plan: plan.topology.docs,
        example="docs.skillflaw.acme.com",
    )


class Ingress(Topic):
    controller: Literal["gateway-api", "traefik", "haproxy", "ingress-nginx", "other"] = choice(
        "gateway-api",
        "Controller",
        "What routes requests into the cluster. ingress-nginx is retired: only where it runs now.",
        guide=("routing.api", "routing.fallbacks"),
    )
    class_name: OptionalDnsSubdomain = choice(
        "",
        "Ingress class",
        "ingressClassName of the Ingress objects. With the Gateway API it is the GatewayClass of "
        "a Gateway that the bundle makes in its own namespace; leave it empty to use the "
        "platform's.",
        example="traefik",
    )
    gateway: Gateway = group(Gateway(), "Gateway", applies=_gateway)
    implementation: Literal[
        "envoy-gateway", "traefik", "istio", "cilium", "nginx-gateway-fabric", "other"
    ] = choice(
        "envoy-gateway",
        "Gateway implementation",
        "Names of metrics and some idioms differ between them.",
        guide=("health.api", "health.ingress"),
        applies=_gateway,
    )
    controller_namespace: OptionalDnsLabel = choice(
        "",
        "Namespace of the data plane",
        "Where the proxies' pods run that the traffic comes from, for the network policy.",
        guide=("security.network",),
        example="envoy-gateway-system",
    )
    hosts: Hosts = group(Hosts(), "Hostnames")
    shared_audience: Flag = choice(
        False,
        "API and UI have one audience",
        "Then they may share a hostname.",
        guide=("routing.hostnames",),
        applies=lambda plan: plan.topology.web,
    )
    timeout_seconds: Count = choice(
        300,
        "Request timeout",
        "For /api. At least the longest flow.",
        guide=("routing.api",),
        unit="seconds",
        at_least=1,
        at_most=86_400,
    )
    max_body_size: MemoryQuantity = choice(
        "100Mi", "Largest request body", "At least the largest upload.", guide=("routing.api",)
    )
    allowed_cidrs: tuple[Cidr, ...] = choice(
        (),
        "Allowed clients",
        "Networks that may connect. Empty: anyone.",
        guide=("security.network",),
        example="203.0.113.0/24",
    )

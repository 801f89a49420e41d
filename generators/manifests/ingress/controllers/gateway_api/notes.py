"""What the Gateway API, or one implementation of it, cannot be asked for in a route.

Which implementation supports what: the conformance reports of kubernetes-sigs/gateway-api, v1.4.0.
"""

from __future__ import annotations

from collections.abc import Iterator

from generators.manifests.ingress.controllers.gateway_api.gateway import http_name
from generators.manifests.ingress.controllers.gateway_api.gateway import https_name
from generators.manifests.ingress.controllers.gateway_api.gateway import own_gateway
from generators.manifests.ingress.controllers.gateway_api.implementations import implementation
from generators.manifests.ingress.routes import sticky
from generators.manifests.part import Note
from generators.manifests.tls import ends_here
from generators.manifests.tls import exposed
from generators.plan import Plan


def notes(plan: Plan) -> Iterator[Note]:
    """Say what the Gateway is taken to be, and what no route can ask for."""
    yield from _attachment(plan)
    yield from _timeouts(plan)
    yield Note(
        "limit",
        "An HTTPRoute cannot set the body size (ingress.maxBodySize "
        f"{plan.ingress.max_body_size}). {implementation(plan).body}",
        ("ingress.maxBodySize", "ingress.implementation"),
        ("routing.api",),
    )
    if plan.ingress.allowed_cidrs and not implementation(plan).allow_list:
        yield Note(
            "limit",
            "An HTTPRoute cannot filter clients by address, and a NetworkPolicy sees the proxy's "
            f"address. Allow {', '.join(plan.ingress.allowed_cidrs)} at the load balancer or with "
            "a policy of your Gateway implementation.",
            ("ingress.allowedCidrs", "ingress.implementation"),
        )
    if sticky(plan):
        yield Note(
            "limit",
            "Session persistence is not in the standard channel of Gateway API, so no cookie "
            "keeps a client on one pod. Build events work without it "
            "(SKILLFLAW_EVENT_DELIVERY=direct). Legacy MCP streams do not: use the streamable "
            "transport.",
            ("scaling.backend.affinity", "ingress.controller"),
        )


def _attachment(plan: Plan) -> Iterator[Note]:
    yield _class_note(plan) if own_gateway(plan) else _listener_note(plan)
    if not own_gateway(plan):
        hosts = ", ".join(dict.fromkeys(exposed(plan).values()))
        yield Note(
            "manual",
            "The Gateway's listeners have to allow routes from the namespace "
            f"{plan.release.namespace} for {hosts}.",
            ("ingress.gateway.name", "ingress.gateway.namespace"),
            ("routing.hostnames",),
        )


def _class_note(plan: Plan) -> Note:
    text = (
        f"The GatewayClass {plan.ingress.class_name} exists and gives each Gateway its own "
        "address, on ports 80 and 443."
    )
    return Note("assumed", text + implementation(plan).gateway_class, ("ingress.className",))


def _listener_note(plan: Plan) -> Note:
    http, https = http_name(plan), https_name(plan)
    called = (
        f"Their names are {http} and {https}" if ends_here(plan) else f"The name of one is {http}"
    )
    return Note(
        "assumed",
        f"Each HTTPRoute names the Gateway's listener that it attaches to. {called}.",
        ("ingress.gateway.name", "ingress.gateway.listeners.http"),
    )


def _timeouts(plan: Plan) -> Iterator[Note]:
    if text := implementation(plan).timeouts:
        yield Note(
            "limit",
            text,
            ("ingress.timeoutSeconds", "ingress.implementation"),
            ("routing.api",),
        )

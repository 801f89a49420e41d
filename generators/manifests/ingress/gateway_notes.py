"""What the Gateway API, or one implementation of it, cannot be asked for in a route.

Which implementation supports what: the conformance reports of kubernetes-sigs/gateway-api, v1.4.0.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping

from generators.manifests.ingress.gateway import own_gateway
from generators.manifests.ingress.routes import sticky
from generators.manifests.part import Note
from generators.manifests.tls import ends_here
from generators.manifests.tls import exposed
from generators.plan import Plan

TIMEOUTS: Mapping[str, str] = {
    "traefik": "Traefik ignores the timeouts of an HTTPRoute. It waits for a response without a "
    "limit, but reads a request for 60 seconds only (readTimeout of its entry point). "
    "Raise it above the slowest upload.",
    "nginx-gateway-fabric": "NGINX Gateway Fabric ignores the timeouts of an HTTPRoute: it "
    "closes a response that is idle for 60 seconds, and it buffers "
    "responses. A ProxySettingsPolicy for these routes has to raise "
    "readTimeout and turn buffering off.",
    "cilium": "Cilium's Envoy closes a stream that is idle for five minutes, whatever the "
    "timeouts of the HTTPRoute are (envoy.streamIdleTimeoutDurationSeconds of its Helm "
    "chart).",
    "other": "Timeouts of an HTTPRoute are an extended feature. Check your implementation in the "
    "conformance reports of Gateway API (HTTPRouteRequestTimeout, "
    "HTTPRouteBackendTimeout).",
}
BODIES: Mapping[str, str] = {
    "nginx-gateway-fabric": "NGINX Gateway Fabric rejects bodies above 1 MB unless a "
    "ClientSettingsPolicy for these routes raises body.maxSize.",
    "other": "Check the default body limit of your implementation.",
}
NO_CAP = "The ingress controller enforces no body size; the backend's own upload limit applies."


def gateway_notes(plan: Plan) -> Iterator[Note]:
    """Say what the Gateway is taken to be, and what no route can ask for."""
    yield from _attachment(plan)
    yield from _timeouts(plan)
    yield Note(
        "limit",
        "An HTTPRoute cannot set the body size (ingress.maxBodySize "
        f"{plan.ingress.max_body_size}). {BODIES.get(plan.ingress.implementation, NO_CAP)}",
        ("ingress.maxBodySize", "ingress.implementation"),
        ("routing.api",),
    )
    if plan.ingress.allowed_cidrs and plan.ingress.implementation != "traefik":
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
    if plan.ingress.implementation == "traefik":
        text += " Traefik's entry points have to listen on these ports."
    return Note("assumed", text, ("ingress.className",))


def _listener_note(plan: Plan) -> Note:
    called = "Their names are http and https" if ends_here(plan) else "The name of one is http"
    return Note(
        "assumed",
        f"Each HTTPRoute names the Gateway's listener that it attaches to. {called}.",
        ("ingress.gateway.name",),
    )


def _timeouts(plan: Plan) -> Iterator[Note]:
    if text := TIMEOUTS.get(plan.ingress.implementation):
        yield Note(
            "limit",
            text,
            ("ingress.timeoutSeconds", "ingress.implementation"),
            ("routing.api",),
        )

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
    "traefik": "Traefik does not act on a route's timeouts. It waits for an answer without an end, "
    "but reads a request for 60 seconds only (readTimeout of its entry point): raise that above "
    "the slowest upload.",
    "nginx-gateway-fabric": "NGINX Gateway Fabric does not act on a route's timeouts: it cuts an "
    "answer that is silent for 60 seconds, and buffers answers. A ProxySettingsPolicy for these "
    "routes has to raise readTimeout and turn buffering off.",
    "cilium": "Cilium's Envoy closes a stream that is silent for five minutes, whatever a route's "
    "timeouts say (envoy.streamIdleTimeoutDurationSeconds of its Helm chart).",
    "other": "Timeouts of a route are an extended feature: look your implementation up in the "
    "Gateway API's conformance reports (HTTPRouteRequestTimeout, HTTPRouteBackendTimeout).",
}
BODIES: Mapping[str, str] = {
    "nginx-gateway-fabric": "NGINX Gateway Fabric refuses bodies above 1 MB until a "
    "ClientSettingsPolicy for these routes raises body.maxSize.",
    "other": "Look up what your implementation refuses by default.",
}
NO_CAP = "Nothing is refused for its size at the edge; the backend's own upload limit holds."


def gateway_notes(plan: Plan) -> Iterator[Note]:
    """Say what the Gateway is taken to be, and what no route can ask for."""
    yield from _attachment(plan)
    yield from _timeouts(plan)
    yield Note(
        "limit",
        f"No route can say how large a body may be (ingress.maxBodySize "
        f"{plan.ingress.max_body_size}). {BODIES.get(plan.ingress.implementation, NO_CAP)}",
        ("ingress.maxBodySize", "ingress.implementation"),
        ("routing.api",),
    )
    if plan.ingress.allowed_cidrs and plan.ingress.implementation != "traefik":
        yield Note(
            "limit",
            "No route can tell clients apart by their address, and a network policy sees the "
            f"proxy's. Only let {', '.join(plan.ingress.allowed_cidrs)} in at the load balancer or "
            "with a policy of your Gateway's implementation.",
            ("ingress.allowedCidrs", "ingress.implementation"),
        )
    if sticky(plan):
        yield Note(
            "limit",
            "Session persistence is not in the Gateway API's standard channel, so no cookie keeps "
            "a client at one pod. Build events arrive without it "
            "(SKILLFLAW_EVENT_DELIVERY=direct), legacy MCP streams do not: use the streamable "
            "transport.",
            ("scaling.backend.affinity", "ingress.controller"),
        )


def _attachment(plan: Plan) -> Iterator[Note]:
    yield _class_note(plan) if own_gateway(plan) else _listener_note(plan)
    if not own_gateway(plan):
        hosts = ", ".join(dict.fromkeys(exposed(plan).values()))
        yield Note(
            "manual",
            f"The Gateway's listeners have to admit routes from the namespace "
            f"{plan.release.namespace} for {hosts}.",
            ("ingress.gateway.name", "ingress.gateway.namespace"),
            ("routing.hostnames",),
        )


def _class_note(plan: Plan) -> Note:
    text = (
        f"The GatewayClass {plan.ingress.class_name} exists and gives a Gateway an address of its "
        "own, on ports 80 and 443."
    )
    if plan.ingress.implementation == "traefik":
        text += " Traefik's entry points have to listen on these very ports."
    return Note("assumed", text, ("ingress.className",))


def _listener_note(plan: Plan) -> Note:
    called = "Its listeners are called http and https" if ends_here(plan) else "One is called http"
    return Note(
        "assumed",
        f"Routes name the listener of the Gateway that they attach to. {called}.",
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

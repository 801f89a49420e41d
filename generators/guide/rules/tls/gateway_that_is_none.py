from __future__ import annotations

from collections.abc import Iterator

from generators.guide.examples import TRAEFIK
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="Certificates at a Gateway that is not there",
    about=("tls.mode", "ingress.controller"),
    severity=Severity.ERROR,
    why="No Ingress names a certificate, so clients see the controller's own and refuse it.",
    fix="Choose cert-manager or existing-secret, or route with Gateway API.",
    because="The plan contradicts itself: certificates at a Gateway, and none in use.",
    guide=("security.tls",),
    bad={**TRAEFIK, "tls.mode": "at-gateway"},
)
def gateway_that_is_none(plan: Plan) -> Iterator[str]:
    controller = plan.ingress.controller
    if plan.tls.mode == "at-gateway" and controller != "gateway-api":
        yield f"The certificates are at the Gateway, and the controller is {controller}."

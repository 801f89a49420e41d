from __future__ import annotations

from collections.abc import Iterator

from generators.guide.examples import TRAEFIK
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="TLS at the Gateway, but no Gateway is used",
    about=("tls.mode", "ingress.controller"),
    severity=Severity.ERROR,
    why="The Ingress names no certificate, so the controller serves its default certificate and "
    "clients refuse it.",
    fix="Set tls.mode to cert-manager or existing-secret, or set ingress.controller to "
    "gateway-api.",
    because="Only the Gateway API has a Gateway for the certificates.",
    guide=("security.tls",),
    bad={**TRAEFIK, "tls.mode": "at-gateway"},
)
def gateway_missing(plan: Plan) -> Iterator[str]:
    controller = plan.ingress.controller
    if plan.tls.mode == "at-gateway" and controller != "gateway-api":
        yield f"tls.mode is at-gateway, and the ingress controller is {controller}."

from __future__ import annotations

from collections.abc import Iterator

from generators.guide.examples import TRAEFIK
from generators.guide.hostnames import foreign_gateway
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="cert-manager without an issuer",
    about=("tls.issuer.name", "tls.mode"),
    severity=Severity.ERROR,
    why="No certificate is ever issued, and clients see the controller's own, which they refuse.",
    fix="Name the issuer.",
    because="cert-manager does nothing without one.",
    guide=("security.tls",),
    reference="https://cert-manager.io/docs/usage/ingress/",
    bad={**TRAEFIK, "tls.issuer.name": ""},
)
def issuer_missing(plan: Plan) -> Iterator[str]:
    if plan.tls.mode == "cert-manager" and not plan.tls.issuer.name and not foreign_gateway(plan):
        yield "cert-manager makes the certificates, and no issuer is named."

from __future__ import annotations

from collections.abc import Iterator

from generators.guide.examples import TRAEFIK
from generators.guide.hostnames import foreign_gateway
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="cert-manager issuer missing",
    about=("tls.issuer.name", "tls.mode"),
    severity=Severity.ERROR,
    why="No certificate is issued, and clients refuse the default certificate of the controller.",
    fix="Enter the name of the issuer in tls.issuer.name.",
    because="cert-manager issues no certificate without an issuer.",
    guide=("security.tls",),
    reference="https://cert-manager.io/docs/usage/ingress/",
    bad={**TRAEFIK, "tls.issuer.name": ""},
)
def certificate_issuer_missing(plan: Plan) -> Iterator[str]:
    if plan.tls.mode == "cert-manager" and not plan.tls.issuer.name and not foreign_gateway(plan):
        yield "tls.mode is cert-manager, and tls.issuer.name is empty."

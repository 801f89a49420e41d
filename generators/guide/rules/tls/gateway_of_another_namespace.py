from __future__ import annotations

from collections.abc import Iterator

from generators.guide.hostnames import foreign_gateway
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="Certificates where the Gateway cannot read them",
    about=("tls.mode", "ingress.gateway.namespace", "tls.issuer.kind"),
    severity=Severity.ERROR,
    why="The Gateway reads the Secrets beside it, so its listener keeps the old certificate or has "
    "none.",
    fix="Let the platform put the certificates at its Gateway and choose at-gateway.",
    because="A route names no certificate, and a Gateway reads none of another namespace unless "
    "its owner allows it.",
    guide=("security.tls",),
    reference="https://cert-manager.io/docs/usage/gateway/",
    bad={"tls.mode": "cert-manager", "tls.issuer.name": "letsencrypt"},
)
def gateway_of_another_namespace(plan: Plan) -> Iterator[Remark]:
    if not foreign_gateway(plan):
        return
    made = plan.tls.mode == "cert-manager"
    maker = "cert-manager makes" if made else "You provide"
    # Names of a certificate that was never asked for say nothing of the Gateway's.
    stale: dict[str, list[str]] = {"tls.covers": []} if made and plan.tls.covers else {}
    apart = made and plan.tls.issuer.kind == "Issuer"
    yield Remark(
        f"{maker} the certificates in {plan.release.namespace}, and the Gateway is in "
        f"{plan.ingress.gateway.namespace}.",
        at=(
            "tls.mode",
            "ingress.gateway.namespace",
            *(["tls.issuer.kind"] if apart else []),
        ),
        change={"tls.mode": "at-gateway", **stale},
    )

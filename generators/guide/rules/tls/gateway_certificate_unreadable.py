from __future__ import annotations

from collections.abc import Iterator

from generators.guide.hostnames import foreign_gateway
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="Gateway cannot read certificates in another namespace",
    about=("tls.mode", "ingress.gateway.namespace", "tls.issuer.kind"),
    severity=Severity.ERROR,
    why="The Gateway reads Secrets in its own namespace, so its listener keeps an old certificate "
    "or has none.",
    fix="Let the platform team put the certificates at its Gateway, and set tls.mode to "
    "at-gateway.",
    because="A route names no certificate, and a Gateway reads a Secret of another namespace only "
    "if a ReferenceGrant there allows it.",
    guide=("security.tls",),
    reference="https://cert-manager.io/docs/usage/gateway/",
    bad={"tls.mode": "cert-manager", "tls.issuer.name": "letsencrypt"},
)
def gateway_certificate_unreadable(plan: Plan) -> Iterator[Remark]:
    if not foreign_gateway(plan):
        return
    issued = plan.tls.mode == "cert-manager"
    source = "cert-manager makes" if issued else "You provide"
    # The names were those of a certificate of this namespace, not of the Gateway's.
    stale: dict[str, list[str]] = {"tls.covers": []} if issued and plan.tls.covers else {}
    namespaced = issued and plan.tls.issuer.kind == "Issuer"
    yield Remark(
        f"{source} the certificates in {plan.release.namespace}, and the Gateway is in "
        f"{plan.ingress.gateway.namespace}.",
        at=(
            "tls.mode",
            "ingress.gateway.namespace",
            *(["tls.issuer.kind"] if namespaced else []),
        ),
        change={"tls.mode": "at-gateway", **stale},
    )

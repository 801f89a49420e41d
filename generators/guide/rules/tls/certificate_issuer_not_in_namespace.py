from __future__ import annotations

from collections.abc import Iterator

from generators.guide.examples import TRAEFIK
from generators.guide.hostnames import foreign_gateway
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="Issuer may not exist in the SkillFlaw namespace",
    about=("tls.issuer.kind", "tls.issuer.name", "release.namespaceDedicated"),
    severity=Severity.WARNING,
    why="cert-manager looks for an Issuer in the namespace of the certificate. If there is none, "
    "no certificate is issued.",
    fix="Set tls.issuer.kind to ClusterIssuer, or create the Issuer in this namespace before the "
    "first apply.",
    because="The platform may have created the Issuer; the bundle does not.",
    guide=("security.tls",),
    reference="https://cert-manager.io/docs/concepts/issuer/",
    bad={**TRAEFIK, "tls.issuer.kind": "Issuer"},
)
def certificate_issuer_not_in_namespace(plan: Plan) -> Iterator[str]:
    issuer = plan.tls.issuer
    named = plan.tls.mode == "cert-manager" and issuer.kind == "Issuer" and issuer.name
    if named and plan.release.namespace_dedicated and not foreign_gateway(plan):
        yield (
            f"The Issuer {issuer.name} must be in {plan.release.namespace}, which only SkillFlaw "
            "uses."
        )

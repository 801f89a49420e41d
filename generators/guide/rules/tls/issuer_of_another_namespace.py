from __future__ import annotations

from collections.abc import Iterator

from generators.guide.examples import TRAEFIK
from generators.guide.hostnames import foreign_gateway
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="An Issuer that is not there",
    about=("tls.issuer.kind", "tls.issuer.name", "release.namespaceDedicated"),
    severity=Severity.WARNING,
    why="cert-manager looks for it in SkillFlaw's namespace, finds none, and no certificate is "
    "issued.",
    fix="Use a ClusterIssuer, or make the Issuer in that namespace before the first apply.",
    because="Somebody may have put it there; the bundle does not.",
    guide=("security.tls",),
    reference="https://cert-manager.io/docs/concepts/issuer/",
    bad={**TRAEFIK, "tls.issuer.kind": "Issuer"},
)
def issuer_of_another_namespace(plan: Plan) -> Iterator[str]:
    issuer = plan.tls.issuer
    asked = plan.tls.mode == "cert-manager" and issuer.kind == "Issuer" and issuer.name
    if asked and plan.release.namespace_dedicated and not foreign_gateway(plan):
        yield (
            f"The Issuer {issuer.name} has to live in {plan.release.namespace}, which is "
            "SkillFlaw's alone."
        )

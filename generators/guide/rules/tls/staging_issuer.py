from __future__ import annotations

import re
from collections.abc import Iterator

from generators.guide.environment_names import rehearsal
from generators.guide.examples import TRAEFIK
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="Certificates that browsers refuse",
    about=("tls.issuer.name", "release.environment"),
    severity=Severity.ERROR,
    why="The issuer's staging service signs with a root that nobody trusts, so every client fails.",
    fix="Name the production issuer.",
    because="No client accepts the certificate, so the hostnames do not work.",
    guide=("security.tls",),
    reference="https://letsencrypt.org/docs/staging-environment/",
    bad={**TRAEFIK, "tls.issuer.name": "letsencrypt-staging"},
)
def staging_issuer(plan: Plan) -> Iterator[str]:
    words = re.split(r"[^a-z0-9]+", plan.tls.issuer.name)
    asked = plan.tls.mode == "cert-manager" and plan.tls.challenge != "private"
    if asked and {"staging", "stage"}.intersection(words) and not rehearsal(plan):
        yield f"{plan.tls.issuer.name} is a staging issuer, and this is {plan.release.environment}."

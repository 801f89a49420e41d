from __future__ import annotations

import re
from collections.abc import Iterator

from generators.guide.environment_names import rehearsal
from generators.guide.examples import TRAEFIK
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="Certificate issuer is a staging issuer",
    about=("tls.issuer.name", "release.environment"),
    severity=Severity.ERROR,
    why="The staging service signs with a root that clients do not trust, so every connection "
    "fails.",
    fix="Enter the production issuer in tls.issuer.name.",
    because="No client accepts the certificate, so the hostnames do not work.",
    guide=("security.tls",),
    reference="https://letsencrypt.org/docs/staging-environment/",
    bad={**TRAEFIK, "tls.issuer.name": "letsencrypt-staging"},
)
def certificate_issuer_is_staging(plan: Plan) -> Iterator[str]:
    words = re.split(r"[^a-z0-9]+", plan.tls.issuer.name)
    issued = plan.tls.mode == "cert-manager" and plan.tls.challenge != "private"
    if issued and {"staging", "stage"}.intersection(words) and not rehearsal(plan):
        yield f"{plan.tls.issuer.name} is a staging issuer, used in {plan.release.environment}."

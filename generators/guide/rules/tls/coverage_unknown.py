from __future__ import annotations

from collections.abc import Iterator

from generators.guide.examples import TRAEFIK
from generators.guide.hostnames import published
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="Nobody has checked the names on the certificate",
    about=("tls.covers",),
    severity=Severity.INFO,
    why="The first client finds out that the certificate is for another name.",
    fix="Write the names on the certificate, wildcards included.",
    because="It is probably right; with the names the plan can check it.",
    guide=("security.tls",),
    bad={**TRAEFIK, "tls.mode": "existing-secret", "tls.covers": []},
)
def coverage_unknown(plan: Plan) -> Iterator[str]:
    # At the platform's Gateway the certificate is not this team's to know.
    if plan.tls.mode == "existing-secret" and not plan.tls.covers and published(plan):
        yield "The certificate exists, and the plan does not say for which names."

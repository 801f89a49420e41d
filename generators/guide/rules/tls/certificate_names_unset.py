from __future__ import annotations

from collections.abc import Iterator

from generators.guide.examples import TRAEFIK
from generators.guide.hostnames import published
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="Certificate names not stated",
    about=("tls.covers",),
    severity=Severity.INFO,
    why="A certificate for another name is noticed only when the first client refuses it.",
    fix="Enter the names on the certificate in tls.covers, wildcards included.",
    because="The certificate is probably right; with its names the plan can check it.",
    guide=("security.tls",),
    bad={**TRAEFIK, "tls.mode": "existing-secret", "tls.covers": []},
)
def certificate_names_unset(plan: Plan) -> Iterator[str]:
    # The team need not know the certificate at the platform's Gateway.
    if plan.tls.mode == "existing-secret" and not plan.tls.covers and published(plan):
        yield "The certificate exists, and tls.covers does not list its names."

from __future__ import annotations

from collections.abc import Iterator

from generators.guide.examples import TRAEFIK
from generators.guide.formatting import plural
from generators.guide.hostnames import everywhere
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="HTTP-01 challenge may be blocked by the allow list",
    about=("tls.challenge", "ingress.allowedCidrs"),
    severity=Severity.WARNING,
    why="The CA connects from addresses outside the list. Where a firewall enforces the same list, "
    "issuing the certificate or its next renewal fails.",
    fix="Set tls.challenge to dns01, and give cert-manager access to the DNS zone.",
    because="It works if only the routes enforce the list and port 80 stays open.",
    guide=("security.tls",),
    reference="https://letsencrypt.org/docs/challenge-types/",
    bad={**TRAEFIK, "ingress.allowedCidrs": ["198.51.100.0/24"]},
)
def certificate_http01_challenge_blocked(plan: Plan) -> Iterator[Remark]:
    allowed = plan.ingress.allowed_cidrs
    http01 = plan.tls.mode == "cert-manager" and plan.tls.challenge == "http01"
    if http01 and allowed and not any(everywhere(cidr) for cidr in allowed):
        yield Remark(
            "HTTP-01 needs port 80 open to every address, and the allow list has "
            f"{plural(len(allowed), 'network')}."
        )

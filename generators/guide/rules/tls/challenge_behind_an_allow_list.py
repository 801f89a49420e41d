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
    title="A challenge that the authority may not be able to reach",
    about=("tls.challenge", "ingress.allowedCidrs"),
    severity=Severity.WARNING,
    why="The authority connects from anywhere; where the list is also a firewall's, the renewal "
    "fails two months later.",
    fix="Prove the names by DNS, with the challenge dns01.",
    because="It works where only the routes have the list and port 80 stays open.",
    guide=("security.tls",),
    reference="https://letsencrypt.org/docs/challenge-types/",
    bad={**TRAEFIK, "ingress.allowedCidrs": ["198.51.100.0/24"]},
)
def challenge_behind_an_allow_list(plan: Plan) -> Iterator[Remark]:
    listed_clients = plan.ingress.allowed_cidrs
    proved = plan.tls.mode == "cert-manager" and plan.tls.challenge == "http01"
    if proved and listed_clients and not any(everywhere(cidr) for cidr in listed_clients):
        yield Remark(
            f"HTTP-01 needs port 80 open to the world, and "
            f"{plural(len(listed_clients), 'network')} "
            "may connect."
        )

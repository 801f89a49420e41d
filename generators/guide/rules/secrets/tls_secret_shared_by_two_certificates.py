from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from generators.guide.examples import TRAEFIK
from generators.guide.examples import WEB
from generators.guide.hostnames import published
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.guide.secret_uses import tls_secrets
from generators.plan import Plan


@rule(
    title="TLS Secret is shared by two certificates",
    about=("tls.secrets.api", "tls.secrets.ui", "tls.secrets.docs"),
    severity=Severity.ERROR,
    why="cert-manager overwrites one certificate with the other again and again, until the CA's "
    "rate limit stops it.",
    fix="Give each hostname its own Secret in tls.secrets, or leave the names empty.",
    because="A TLS Secret holds one certificate, so one hostname never gets its own.",
    guide=("security.tls",),
    reference="https://cert-manager.io/docs/usage/ingress/",
    bad={**WEB, **TRAEFIK, "tls.secrets.api": "skillflaw-tls", "tls.secrets.ui": "skillflaw-tls"},
)
def tls_secret_shared_by_two_certificates(plan: Plan) -> Iterator[Remark]:
    if plan.tls.mode != "cert-manager":
        return
    hosts = {host.part: host.name for host in published(plan)}
    for (one, name), (other, same) in combinations(tls_secrets(plan), 2):
        parts = one.rpartition(".")[2], other.rpartition(".")[2]
        if name == same and hosts[parts[0]] != hosts[parts[1]]:
            yield Remark(
                f"{hosts[parts[0]]} and {hosts[parts[1]]} both store their certificate in {name}.",
                at=(other, one),
                change={other: ""},
            )

from __future__ import annotations

from collections.abc import Iterator

from generators.guide.examples import TRAEFIK
from generators.guide.hostnames import cluster_only
from generators.guide.hostnames import public_authority
from generators.guide.hostnames import published
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan

PRIVATE = ("local", "internal", "lan", "home.arpa", "localhost", "intranet", "corp", "home")
DOCUMENTS = ("example", "invalid", "test", "example.com", "example.net", "example.org")


@rule(
    title="A public certificate for a name that is not public",
    about=(
        "ingress.hosts.api",
        "ingress.hosts.ui",
        "ingress.hosts.docs",
        "tls.challenge",
    ),
    severity=Severity.ERROR,
    why="The authority refuses the order, so the certificate never comes and clients are turned "
    "away.",
    fix="Use a public name, or an issuer with a CA of your own and the challenge private.",
    because="No public authority issues for a name that nobody can own.",
    guide=("security.tls",),
    reference="https://www.rfc-editor.org/rfc/rfc6761",
    bad={**TRAEFIK, "ingress.hosts.api": "api.skillflaw.internal"},
)
def name_that_no_authority_signs(plan: Plan) -> Iterator[Remark]:
    if not public_authority(plan):
        return
    for host in published(plan):
        ends = [name for name in (*PRIVATE, *DOCUMENTS) if f".{host.name}".endswith(f".{name}")]
        if ends and "." in host.name and not cluster_only(host.name):
            yield Remark(
                f"{host.shown} ends in .{max(ends, key=len)}, which no public authority signs, and "
                f"the challenge is {plan.tls.challenge}.",
                at=(host.path, "tls.challenge"),
            )

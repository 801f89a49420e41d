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
RESERVED = ("example", "invalid", "test", "example.com", "example.net", "example.org")


@rule(
    title="Hostname cannot get a certificate from a public CA",
    about=(
        "ingress.hosts.api",
        "ingress.hosts.ui",
        "ingress.hosts.docs",
        "tls.challenge",
    ),
    severity=Severity.ERROR,
    why="The CA refuses the order, so there is no certificate and clients refuse the connection.",
    fix="Use a hostname below a public domain; or use an issuer with your own CA and set "
    "tls.challenge to private.",
    because="No public CA issues certificates for private or reserved domains.",
    guide=("security.tls",),
    reference="https://www.rfc-editor.org/rfc/rfc6761",
    bad={**TRAEFIK, "ingress.hosts.api": "api.skillflaw.internal"},
)
def certificate_hostname_not_public(plan: Plan) -> Iterator[Remark]:
    if not public_authority(plan):
        return
    for host in published(plan):
        ends = [name for name in (*PRIVATE, *RESERVED) if f".{host.name}".endswith(f".{name}")]
        if ends and "." in host.name and not cluster_only(host.name):
            yield Remark(
                f"{host.shown} ends in .{max(ends, key=len)}, for which no public CA issues "
                f"certificates, and tls.challenge is {plan.tls.challenge}.",
                at=(host.path, "tls.challenge"),
            )

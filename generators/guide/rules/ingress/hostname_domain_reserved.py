from __future__ import annotations

from collections.abc import Iterator

from generators.guide.hostnames import public_authority
from generators.guide.hostnames import published
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan

RESERVED_NAMES = ("example", "invalid", "test", "example.com", "example.net", "example.org")


@rule(
    title="Hostname uses a reserved domain",
    about=("ingress.hosts.api", "ingress.hosts.ui", "ingress.hosts.docs"),
    severity=Severity.WARNING,
    why="The domain is reserved for documentation and tests, so public DNS never resolves the name "
    "for users.",
    fix="Enter the name that your users type.",
    because="A private DNS server may resolve it; public DNS does not.",
    guide=("routing.hostnames",),
    reference="https://www.rfc-editor.org/rfc/rfc6761",
    bad={"ingress.hosts.api": "api.skillflaw.test", "tls.covers": []},
)
def hostname_domain_reserved(plan: Plan) -> Iterator[Remark]:
    # Where a public CA issues the certificate, another rule reports that it cannot.
    if public_authority(plan):
        return
    for host in published(plan):
        if any(host.name == name or host.name.endswith(f".{name}") for name in RESERVED_NAMES):
            yield Remark(f"{host.shown} is reserved for documentation and tests.", at=(host.path,))

from __future__ import annotations

from collections.abc import Iterator

from generators.guide.formatting import listed
from generators.guide.hostnames import ownable
from generators.guide.hostnames import published
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="Certificate does not cover the hostname",
    about=("tls.covers", "ingress.hosts.api", "ingress.hosts.ui", "ingress.hosts.docs"),
    severity=Severity.ERROR,
    why="Every client refuses the connection, because the certificate is for another name.",
    fix="Use a certificate for this hostname, or a hostname on the certificate. If the list is "
    "wrong, correct tls.covers.",
    because="No client accepts the certificate, so the hostname does not work.",
    guide=("security.tls",),
    reference="https://www.rfc-editor.org/rfc/rfc9525",
    bad={"tls.covers": ["*.acme.com"]},
)
def certificate_hostname_mismatch(plan: Plan) -> Iterator[Remark]:
    covered = set(plan.tls.covers)
    if plan.tls.mode not in ("existing-secret", "at-gateway") or not covered:
        return
    for host in published(plan):
        # A wildcard stands for exactly one label.
        wildcard = f"*.{host.name.partition('.')[2]}"
        if ownable(host.name) and not covered.intersection((host.name, wildcard)):
            yield Remark(
                f"{host.shown} is not on the certificate for {listed(plan.tls.covers)}.",
                at=(host.path, "tls.covers"),
            )

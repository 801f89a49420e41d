from __future__ import annotations

from collections.abc import Iterator

from generators.guide.hostnames import published
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="A wildcard for a hostname",
    about=("ingress.hosts.api", "ingress.hosts.ui", "ingress.hosts.docs"),
    severity=Severity.ERROR,
    why="Every misspelt name reaches the service, links and cookies have no name to use, and "
    "HTTP-01 "
    "cannot prove it.",
    fix="Write the one name that people use.",
    because="The product needs one name for its links and its CORS origin.",
    guide=("routing.hostnames",),
    bad={"ingress.hosts.api": "*.skillflaw.acme.com"},
)
def wildcard_as_a_hostname(plan: Plan) -> Iterator[Remark]:
    for host in published(plan):
        if host.name.startswith("*."):
            yield Remark(f"{host.shown} is every name below it.", at=(host.path,))

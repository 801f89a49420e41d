from __future__ import annotations

from collections.abc import Iterator

from generators.guide.hostnames import published
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="Hostname is a wildcard",
    about=("ingress.hosts.api", "ingress.hosts.ui", "ingress.hosts.docs"),
    severity=Severity.ERROR,
    why="Links, cookies and CORS have no hostname to use, HTTP-01 cannot validate a wildcard, and "
    "every misspelt name reaches the service.",
    fix="Enter the one hostname that clients use.",
    because="SkillFlaw needs one hostname for its links and its CORS origin.",
    guide=("routing.hostnames",),
    reference="https://letsencrypt.org/docs/challenge-types/",
    bad={"ingress.hosts.api": "*.skillflaw.acme.com"},
)
def hostname_is_wildcard(plan: Plan) -> Iterator[Remark]:
    for host in published(plan):
        if host.name.startswith("*."):
            yield Remark(f"{host.shown} stands for every name below the domain.", at=(host.path,))

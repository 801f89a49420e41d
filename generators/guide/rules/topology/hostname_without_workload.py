from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="UI or docs hostname has no workload",
    about=("ingress.hosts.ui", "ingress.hosts.docs", "topology.pattern", "topology.docs"),
    severity=Severity.ERROR,
    why="No route serves the hostname, and readers of the plan expect the UI or docs to run.",
    fix="Clear the hostname, or run the UI or docs.",
    because="The plan contradicts itself about what runs.",
    guide=("topology.explicit",),
    bad={"ingress.hosts.docs": "docs.skillflaw.acme.com"},
)
def hostname_without_workload(plan: Plan) -> Iterator[Remark]:
    hosts = plan.ingress.hosts
    if hosts.ui and not plan.topology.web:
        yield Remark(
            f"ingress.hosts.ui is {hosts.ui}, and topology.pattern api-first runs no UI.",
            at=("ingress.hosts.ui", "topology.pattern"),
            fix="Clear ingress.hosts.ui, or set topology.pattern to full-web.",
        )
    if hosts.docs and not plan.topology.docs:
        yield Remark(
            f"ingress.hosts.docs is {hosts.docs}, and topology.docs is off.",
            at=("ingress.hosts.docs", "topology.docs"),
            fix="Clear ingress.hosts.docs, or turn on topology.docs.",
        )

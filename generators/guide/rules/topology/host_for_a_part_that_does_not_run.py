from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="A hostname for a part that does not run",
    about=("ingress.hosts.ui", "ingress.hosts.docs", "topology.pattern", "topology.docs"),
    severity=Severity.ERROR,
    why="Nobody answers on that name, and whoever reads the plan believes that the part is there.",
    fix="Clear the hostname, or turn the part on.",
    because="The plan contradicts itself about what runs.",
    guide=("topology.explicit",),
    bad={"ingress.hosts.docs": "docs.skillflaw.acme.com"},
)
def host_for_a_part_that_does_not_run(plan: Plan) -> Iterator[Remark]:
    hosts = plan.ingress.hosts
    if hosts.ui and not plan.topology.web:
        yield Remark(
            f"{hosts.ui} is the UI's hostname, and the pattern api-first runs no UI.",
            at=("ingress.hosts.ui", "topology.pattern"),
            fix="Clear the UI's hostname, or choose the pattern full-web.",
        )
    if hosts.docs and not plan.topology.docs:
        yield Remark(
            f"{hosts.docs} is the docs' hostname, and the docs service is off.",
            at=("ingress.hosts.docs", "topology.docs"),
            fix="Clear the docs' hostname, or turn the docs service on.",
        )

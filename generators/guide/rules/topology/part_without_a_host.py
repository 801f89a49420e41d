from __future__ import annotations

from collections.abc import Iterator

from generators.guide.hostnames import published
from generators.guide.hostnames import served
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan

OFF = {
    "api": ("ingress.hosts.api", "topology.pattern"),
    "ui": ("ingress.hosts.ui", "topology.pattern"),
    "docs": ("ingress.hosts.docs", "topology.docs"),
}


@rule(
    title="A part that runs and has no hostname",
    about=("ingress.hosts.api", "ingress.hosts.ui", "ingress.hosts.docs"),
    severity=Severity.ERROR,
    why="No route is made for it, so its pods run, cost money and alert, and nobody can reach "
    "them.",
    fix="Give the hostname, or do not run the part.",
    because="Without a hostname there is no route, so the part cannot do its work.",
    guide=("topology.explicit",),
    bad={"ingress.hosts.api": ""},
)
def part_without_a_host(plan: Plan) -> Iterator[Remark]:
    given = {each.part for each in published(plan)}
    for part in served(plan):
        # The UI's own hostname carries /api too, so the API needs none of its own there.
        if part in given or (part == "api" and plan.topology.web):
            continue
        name = {"api": "The API", "ui": "The UI", "docs": "The docs service"}[part]
        yield Remark(f"{name} runs and no hostname leads to it.", at=OFF[part])

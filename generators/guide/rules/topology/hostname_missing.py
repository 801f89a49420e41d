from __future__ import annotations

from collections.abc import Iterator

from generators.guide.hostnames import published
from generators.guide.hostnames import served
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan

CHOICES = {
    "api": ("ingress.hosts.api", "topology.pattern"),
    "ui": ("ingress.hosts.ui", "topology.pattern"),
    "docs": ("ingress.hosts.docs", "topology.docs"),
}
FIXES = {
    "api": "Set ingress.hosts.api.",
    "ui": "Set ingress.hosts.ui, or set topology.pattern to api-first.",
    "docs": "Set ingress.hosts.docs, or turn off topology.docs.",
}
NAMES = {"api": "The API runs", "ui": "The UI runs", "docs": "The docs run"}


@rule(
    title="API, UI or docs has no hostname",
    about=("ingress.hosts.api", "ingress.hosts.ui", "ingress.hosts.docs"),
    severity=Severity.ERROR,
    why="No route leads to it: its pods run, cost money and send alerts, but users cannot reach "
    "them.",
    fix="Set its hostname under ingress.hosts, or do not run the UI or docs.",
    because="Without a hostname there is no route, so it cannot be used.",
    guide=("topology.explicit",),
    bad={"ingress.hosts.api": ""},
)
def hostname_missing(plan: Plan) -> Iterator[Remark]:
    with_hostname = {host.part for host in published(plan)}
    for workload in served(plan):
        # The UI's own hostname carries /api too, so the API needs none of its own there.
        if workload in with_hostname or (workload == "api" and plan.topology.web):
            continue
        yield Remark(
            f"{NAMES[workload]}, and {CHOICES[workload][0]} is empty.",
            at=CHOICES[workload],
            fix=FIXES[workload],
        )

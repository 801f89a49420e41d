from __future__ import annotations

from collections.abc import Iterator

from generators.guide.examples import WEB
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.guide.workloads import running
from generators.plan import Plan

FIRST_FREE = 1024


@rule(
    title="A port that needs root",
    about=("release.frontend.port", "release.docs.port"),
    severity=Severity.WARNING,
    why="Nginx says permission denied at its start on nodes that keep low ports for root.",
    fix="Use a port above 1023, such as 8080.",
    because="Newer container runtimes allow it; older ones do not.",
    reference="https://kubernetes.io/docs/tasks/administer-cluster/sysctl-cluster/",
    bad={**WEB, "release.frontend.port": 80},
)
def privileged_port(plan: Plan) -> Iterator[Remark]:
    ports = {"frontend": plan.release.frontend.port, "docs": plan.release.docs.port}
    for part in running(plan):
        if ports.get(part.name, FIRST_FREE) < FIRST_FREE:
            yield Remark(
                f"The {part.name} listens on {ports[part.name]} and does not run as root.",
                at=(part.release("port"),),
            )

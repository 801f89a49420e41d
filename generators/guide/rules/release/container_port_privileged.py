from __future__ import annotations

from collections.abc import Iterator

from generators.guide.examples import WEB
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.guide.workloads import running
from generators.plan import Plan

FIRST_UNPRIVILEGED = 1024


@rule(
    title="Container port is privileged: below 1024",
    about=("release.frontend.port", "release.docs.port"),
    severity=Severity.WARNING,
    why="On nodes that reserve ports below 1024 for root, Nginx stops at its start with "
    "“permission denied”.",
    fix="Set the container port to 1024 or higher, such as 8080.",
    because="Newer container runtimes allow these ports without root. Older ones do not.",
    reference="https://kubernetes.io/docs/tasks/administer-cluster/sysctl-cluster/",
    bad={**WEB, "release.frontend.port": 80},
)
def container_port_privileged(plan: Plan) -> Iterator[Remark]:
    ports = {"frontend": plan.release.frontend.port, "docs": plan.release.docs.port}
    for part in running(plan):
        if ports.get(part.name, FIRST_UNPRIVILEGED) < FIRST_UNPRIVILEGED:
            yield Remark(
                f"The {part.whose} container port is {ports[part.name]}, and the container does "
                "not run as root.",
                at=(part.release("port"),),
            )

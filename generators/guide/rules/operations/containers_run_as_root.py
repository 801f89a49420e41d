from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="Containers run as root",
    about=("operations.runAsUser",),
    severity=Severity.ERROR,
    why="The kubelet refuses to start the containers, because the bundle sets runAsNonRoot.",
    fix="Set operations.runAsUser to a number above 0. The upstream image uses 1000.",
    because="The containers do not start.",
    reference="https://kubernetes.io/docs/concepts/security/pod-security-standards/",
    bad={"operations.runAsUser": 0},
)
def containers_run_as_root(plan: Plan) -> Iterator[Remark]:
    if plan.operations.run_as_user == 0 and plan.release.platform != "openshift":
        yield Remark(
            "operations.runAsUser is 0, which is root.", change={"operations.runAsUser": 1000}
        )

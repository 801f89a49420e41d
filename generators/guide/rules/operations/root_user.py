from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="Containers that run as root",
    about=("operations.runAsUser",),
    severity=Severity.ERROR,
    why="The kubelet refuses the container, because the bundle demands a user that is not root.",
    fix="Use a number above 0; the image is believed to run as 1000.",
    because="The pods are refused under the security profile that the namespace enforces.",
    reference="https://kubernetes.io/docs/concepts/security/pod-security-standards/",
    bad={"operations.runAsUser": 0},
)
def root_user(plan: Plan) -> Iterator[Remark]:
    if plan.operations.run_as_user == 0:
        yield Remark("User 0 is root.", change={"operations.runAsUser": 1000})

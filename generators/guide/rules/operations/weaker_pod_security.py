from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="A namespace that admits more than it needs",
    about=("operations.podSecurity",),
    severity=Severity.INFO,
    why="A pod that somebody adds later may run as root or keep its privileges.",
    fix="Choose restricted: every pod of the bundle passes it.",
    because="The bundle's own pods are restricted either way.",
    reference="https://kubernetes.io/docs/concepts/security/pod-security-standards/",
    bad={"operations.podSecurity": "baseline"},
)
def weaker_pod_security(plan: Plan) -> Iterator[Remark]:
    if plan.operations.pod_security == "baseline" and plan.release.namespace_dedicated:
        yield Remark(
            "The namespace enforces baseline.", change={"operations.podSecurity": "restricted"}
        )

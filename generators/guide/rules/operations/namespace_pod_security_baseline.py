from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="Namespace enforces only the baseline Pod Security Standard",
    about=("operations.podSecurity",),
    severity=Severity.INFO,
    why="A pod that is added to the namespace later may run as root or keep the default "
    "capabilities.",
    fix="Set operations.podSecurity to restricted; every pod of the bundle meets it.",
    because="The bundle's own pods meet restricted in either case.",
    reference="https://kubernetes.io/docs/concepts/security/pod-security-standards/",
    bad={"operations.podSecurity": "baseline"},
)
def namespace_pod_security_baseline(plan: Plan) -> Iterator[Remark]:
    if plan.operations.pod_security == "baseline" and plan.release.namespace_dedicated:
        yield Remark(
            "operations.podSecurity is baseline.", change={"operations.podSecurity": "restricted"}
        )

from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.guide.workloads import running
from generators.plan import Plan


@rule(
    title="CPU limit missing for init containers and Jobs",
    about=("scaling.helperLimits", "release.namespaceDedicated"),
    severity=Severity.INFO,
    why="If a ResourceQuota of the namespace has limits.cpu, the API server refuses every pod of "
    "this bundle, because its init containers, exporters and Jobs have no CPU limit.",
    fix="Turn on scaling.helperLimits if the namespace has such a quota.",
    because="The plan sets CPU limits in a shared namespace, which is what a quota asks for; it "
    "does not say that there is one.",
    reference="https://kubernetes.io/docs/concepts/policy/resource-quotas/",
    bad={
        "release.namespaceDedicated": False,
        "scaling.backend.resources.limits.cpu": "2",
    },
)
def helper_cpu_limit_missing(plan: Plan) -> Iterator[Remark]:
    if plan.release.namespace_dedicated or plan.scaling.helper_limits:
        return
    if all(part.resources.limits.cpu for part in running(plan)):
        yield Remark(
            "Every workload has a CPU limit, and the init containers, exporters and Jobs have "
            "none.",
            change={"scaling.helperLimits": True},
        )

from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.guide.workloads import running
from generators.plan import Plan


@rule(
    title="CPU limit missing in a namespace with a CPU quota",
    about=(
        "scaling.backend.resources.limits.cpu",
        "scaling.frontend.resources.limits.cpu",
        "scaling.docs.resources.limits.cpu",
        "scaling.helperLimits",
    ),
    severity=Severity.ERROR,
    why="A quota on limits.cpu refuses every pod with a container that has no CPU limit, so no pod "
    "of this workload is created.",
    fix="Set limits.cpu of each workload, such as 2 for the backend.",
    because="scaling.helperLimits says that the namespace has such a quota.",
    guide=("scaling.backend-requests",),
    reference="https://kubernetes.io/docs/concepts/policy/resource-quotas/",
    bad={"scaling.helperLimits": True},
)
def cpu_limit_missing(plan: Plan) -> Iterator[Remark]:
    if not plan.scaling.helper_limits:
        return
    for part in running(plan):
        if not part.resources.limits.cpu:
            path = part.scaling("resources.limits.cpu")
            yield Remark(
                f"scaling.helperLimits is on, and the {part.name} has no CPU limit.",
                at=(path, "scaling.helperLimits"),
                fix=f"Set {path}.",
            )

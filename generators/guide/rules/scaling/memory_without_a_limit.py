from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.guide.workloads import running
from generators.plan import Plan


@rule(
    title="Memory without a limit",
    about=(
        "scaling.backend.resources.limits.memory",
        "scaling.frontend.resources.limits.memory",
        "scaling.docs.resources.limits.memory",
    ),
    severity=Severity.WARNING,
    why="One flow that loads a large file takes the whole node's memory, and its neighbours die.",
    fix="Set a memory limit: 4Gi for the backend, 256Mi for the others, then measure.",
    because="It works until one request is larger than the node.",
    guide=("scaling.backend-requests",),
    reference="https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/",
    bad={"scaling.backend.resources.limits.memory": ""},
)
def memory_without_a_limit(plan: Plan) -> Iterator[Remark]:
    for part in running(plan):
        if not part.resources.limits.memory:
            yield Remark(
                f"The {part.whose} memory has no limit.",
                at=(part.scaling("resources.limits.memory"),),
            )

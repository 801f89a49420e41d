from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.guide.workloads import running
from generators.plan import Plan


@rule(
    title="Memory limit missing",
    about=(
        "scaling.backend.resources.limits.memory",
        "scaling.frontend.resources.limits.memory",
        "scaling.docs.resources.limits.memory",
    ),
    severity=Severity.WARNING,
    why="One flow that loads a large file can use all memory of the node, and other pods on the "
    "node are killed.",
    fix="Set a memory limit: 4Gi for the backend, 256Mi for the frontend and the docs. Then "
    "measure.",
    because="It works until one request needs more memory than the node has.",
    guide=("scaling.backend-requests",),
    reference="https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/",
    bad={"scaling.backend.resources.limits.memory": ""},
)
def memory_limit_missing(plan: Plan) -> Iterator[Remark]:
    for part in running(plan):
        if not part.resources.limits.memory:
            yield Remark(
                f"The {part.name} has no memory limit.",
                at=(part.scaling("resources.limits.memory"),),
            )

from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="Worker count is invalid",
    about=("scaling.backend.workers",),
    severity=Severity.ERROR,
    why="With -1 the backend starts two workers for each CPU of the node and one more, so a pod "
    "with a limit of 4Gi runs out of memory on a large node. With 0 it starts none.",
    fix="Set scaling.backend.workers to 1, and add replicas.",
    because="The pod's memory and its PostgreSQL connections cannot be budgeted without a fixed "
    "count.",
    guide=("scaling.backend-requests",),
    reference="https://github.com/langflow-ai/langflow/issues/5617",
    bad={"scaling.backend.workers": -1},
)
def worker_count_invalid(plan: Plan) -> Iterator[Remark]:
    workers = plan.scaling.backend.workers
    if workers < 1:
        yield Remark(
            f"scaling.backend.workers is {workers}. It must be 1 or more.",
            change={"scaling.backend.workers": 1},
        )

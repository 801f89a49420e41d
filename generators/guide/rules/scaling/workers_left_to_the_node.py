from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="A worker count that is none",
    about=("scaling.backend.workers",),
    severity=Severity.ERROR,
    why="-1 starts two workers and one for each core of the node, so a pod of 4Gi dies on a large "
    "machine.",
    fix="Run one worker in each pod, and add replicas.",
    because="The pod's memory and the database's connections cannot be budgeted, and 0 runs "
    "nothing.",
    guide=("scaling.backend-requests",),
    reference="https://github.com/langflow-ai/langflow/issues/5617",
    bad={"scaling.backend.workers": -1},
)
def workers_left_to_the_node(plan: Plan) -> Iterator[Remark]:
    workers = plan.scaling.backend.workers
    if workers < 1:
        yield Remark(
            f"{workers} is no number of workers that a pod can be sized for.",
            change={"scaling.backend.workers": 1},
        )

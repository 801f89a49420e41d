from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="No flow for the smoke test",
    about=("operations.smokeFlow",),
    severity=Severity.WARNING,
    why="A rollout counts as good because the pod started, and the first customer runs the first "
    "flow.",
    fix="Name a representative flow, best one that calls a model.",
    because="It works; nobody has seen it work.",
    guide=("validation.run",),
    bad={"operations.smokeFlow": ""},
)
def smoke_flow_missing(plan: Plan) -> Iterator[str]:
    if not plan.operations.smoke_flow.strip():
        yield "The smoke test has no flow to run."

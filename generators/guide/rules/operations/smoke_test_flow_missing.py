from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="Smoke test flow missing",
    about=("operations.smokeFlow",),
    severity=Severity.WARNING,
    why="The rollout counts as successful as soon as the pod starts, and a user runs the first "
    "flow.",
    fix="Set operations.smokeFlow to a representative flow, preferably one that calls a model.",
    because="The product may work; no test has shown it.",
    guide=("validation.run",),
    bad={"operations.smokeFlow": ""},
)
def smoke_test_flow_missing(plan: Plan) -> Iterator[str]:
    if not plan.operations.smoke_flow.strip():
        yield "The smoke test has no flow to run."

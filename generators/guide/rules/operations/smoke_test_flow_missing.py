from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import after_first_rollout
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="Smoke test flow missing",
    about=("operations.smokeFlow",),
    severity=Severity.WARNING,
    why="The rollout counts as successful as soon as the pod starts, and a user runs the first "
    "flow.",
    fix="Set operations.smokeFlow to a representative flow, preferably one that calls a model.",
    because="The product may work; no test has shown it. Before the first rollout there are no "
    "flows, so that it is a duty for later.",
    guide=("validation.run",),
    bad={"operations.smokeFlow": ""},
)
def smoke_test_flow_missing(plan: Plan) -> Iterator[Remark]:
    if not plan.operations.smoke_flow.strip():
        yield after_first_rollout(
            plan,
            "The smoke test has no flow to run.",
            "Set operations.smokeFlow to a representative flow, preferably one that calls a model.",
        )

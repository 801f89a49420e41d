from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import after_first_rollout
from generators.guide.rule import rule
from generators.plan import Plan
from generators.plan import stated


@rule(
    title="Load test missing",
    about=("operations.loadTested",),
    severity=Severity.WARNING,
    why="Replicas, memory and connection pools are estimates, so a peak in production may be the "
    "first to exceed them.",
    fix="Run the bundle's load test with your own flows, then turn on operations.loadTested.",
    because="The product works; its capacity is not measured. Of a first installation it is a duty "
    "for the time after the rollout.",
    guide=("validation.load",),
    bad={"operations.loadTested": False},
)
def load_test_missing(plan: Plan) -> Iterator[Remark]:
    if plan.operations.load_tested:
        return
    known = stated(plan, "operations.loadTested")
    yield after_first_rollout(
        plan,
        "This release is not load-tested."
        if known
        else "A load test with representative flows is not confirmed.",
        "Run the bundle's load test with your own flows, then answer Yes "
        "(operations.loadTested: true). No and Later leave this finding.",
    )

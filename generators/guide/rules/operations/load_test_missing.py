from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="Load test missing",
    about=("operations.loadTested",),
    severity=Severity.WARNING,
    why="Replicas, memory and connection pools are estimates, so a peak in production may be the "
    "first to exceed them.",
    fix="Run the bundle's load test with your own flows, then turn on operations.loadTested.",
    because="The product works; its capacity is not measured.",
    guide=("validation.load",),
    bad={"operations.loadTested": False},
)
def load_test_missing(plan: Plan) -> Iterator[str]:
    if not plan.operations.load_tested:
        yield "The plan does not confirm a load test with representative flows."

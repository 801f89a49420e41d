from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="Never load-tested",
    about=("operations.loadTested",),
    severity=Severity.WARNING,
    why="Replicas, memory and pools are guesses until a peak tells, and the peak has an audience.",
    fix="Run the bundle's load test with your own flows, and confirm it here.",
    because="It works; nobody knows up to where.",
    guide=("validation.load",),
    bad={"operations.loadTested": False},
)
def never_load_tested(plan: Plan) -> Iterator[str]:
    if not plan.operations.load_tested:
        yield "No load test with representative flows is on record."

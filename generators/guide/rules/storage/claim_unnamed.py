from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="An existing claim without a name",
    about=("storage.claimName", "storage.mode"),
    severity=Severity.ERROR,
    why="The pod refers to no volume, and the API server refuses it.",
    fix="Write the claim's name, or let the bundle make one.",
    because="The cluster refuses it.",
    guide=("state.config-dir",),
    bad={"storage.mode": "existing-claim"},
)
def claim_unnamed(plan: Plan) -> Iterator[str]:
    if plan.storage.mode == "existing-claim" and not plan.storage.claim_name:
        yield "The state lives on an existing claim, and the plan does not name it."

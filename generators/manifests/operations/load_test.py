"""A start for a load test with the team's own flow."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from generators.manifests.part import File
from generators.manifests.part import Note
from generators.manifests.part import Part
from generators.plan import Plan
from generators.plan import stated

SCRIPT = "load-test.js"
UNKNOWN = "A load test of this release is not confirmed."


def load_test(plan: Plan) -> Part:
    """Add the load test; what it asks, and how hard, comes by the environment."""
    file = File(
        f"scripts/{SCRIPT}",
        _script(),
        "A k6 load test for your own flow, messages and peak load.",
        ("operations.loadTested", "operations.smokeFlow"),
        ("validation.load",),
    )
    if plan.operations.load_tested:
        return Part(files=(file,))
    known = stated(plan, "operations.loadTested")
    untested = "This release is not load-tested." if known else UNKNOWN
    text = (
        f"{untested} Run scripts/load-test.js with representative flows against staging, and "
        "write the results into the runbook."
    )
    manual_task = Note("manual", text, ("operations.loadTested",), ("validation.load",))
    return Part((file,), notes=(manual_task,))


@cache
def _script() -> str:
    return files(__package__).joinpath("files", SCRIPT).read_text(encoding="utf-8")

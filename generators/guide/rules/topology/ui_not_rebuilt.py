from __future__ import annotations

from collections.abc import Iterator

from generators.guide.examples import SOURCE
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="Source delivery without a rebuilt UI",
    about=("topology.uiRebuilt", "topology.delivery"),
    severity=Severity.ERROR,
    why="The backend ships the UI files of an older build, and people report bugs that are fixed.",
    fix="Rebuild the frontend into src/backend/base/skillflaw/frontend with each build, then "
    "confirm it here.",
    because="The guide asks for it in every source deployment.",
    guide=("delivery.source",),
    bad={**SOURCE, "topology.uiRebuilt": False},
)
def ui_not_rebuilt(plan: Plan) -> Iterator[str]:
    if plan.topology.delivery == "source" and not plan.topology.ui_rebuilt:
        yield "The team builds its own images, and no rebuilt UI is confirmed."

from __future__ import annotations

from collections.abc import Iterator

from generators.guide.examples import SOURCE
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="UI not rebuilt for source delivery",
    about=("topology.uiRebuilt", "topology.delivery"),
    severity=Severity.ERROR,
    why="The backend serves the UI files of an older build, and users report bugs that are "
    "already fixed.",
    fix="Rebuild the frontend into src/backend/base/skillflaw/frontend with each build, then turn "
    "on topology.uiRebuilt.",
    because="The guide requires the rebuild in every source deployment.",
    guide=("delivery.source",),
    bad={**SOURCE, "topology.uiRebuilt": False},
)
def ui_not_rebuilt(plan: Plan) -> Iterator[str]:
    if plan.topology.delivery == "source" and not plan.topology.ui_rebuilt:
        yield "topology.delivery is source, and topology.uiRebuilt is off."

from __future__ import annotations

from collections.abc import Iterator

from generators.guide.examples import SOURCE
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan
from generators.plan import stated


@rule(
    title="UI not rebuilt for source delivery",
    about=("topology.uiRebuilt", "topology.delivery"),
    severity=Severity.ERROR,
    why="The backend serves the UI files of an older build, and users report bugs that are "
    "already fixed.",
    fix="Rebuild the frontend into src/backend/base/skillflaw/frontend with each build, then set "
    "topology.uiRebuilt to true.",
    because="The guide requires the rebuild in every source deployment.",
    guide=("delivery.source",),
    bad={**SOURCE, "topology.uiRebuilt": False},
)
def ui_not_rebuilt(plan: Plan) -> Iterator[Remark]:
    if plan.topology.delivery != "source" or plan.topology.ui_rebuilt:
        return
    if stated(plan, "topology.uiRebuilt"):
        yield Remark("Builds from the source do not rebuild the UI.")
    else:
        yield Remark(
            "That each build from the source rebuilds the UI is not confirmed.",
            fix="Does each build rebuild the frontend into src/backend/base/skillflaw/frontend? "
            "If it does, answer Yes (topology.uiRebuilt: true). If not, change the build first: "
            "the guide requires it.",
        )

from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.guide.settings import decided
from generators.plan import Plan


@rule(
    title="Backend setting overrides a choice",
    about=("operations.settings",),
    severity=Severity.ERROR,
    why="The backend runs with the value of the setting, while the checks and the documents "
    "describe the value of the choice.",
    fix="Remove the setting from operations.settings, and change the choice instead.",
    because="The plan contradicts itself.",
    guide=("topology.explicit", "state.first"),
    bad={"operations.settings": {"SKILLFLAW_CACHE_TYPE": "memory"}},
)
def setting_overrides_choice(plan: Plan) -> Iterator[Remark]:
    choice_of = decided(plan)
    for name in plan.operations.settings:
        if name in choice_of:
            yield Remark(
                f"The choice {choice_of[name]} sets {name}.",
                at=("operations.settings", choice_of[name]),
            )

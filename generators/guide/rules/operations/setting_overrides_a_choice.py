from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.guide.settings import DECIDED
from generators.plan import Plan


@rule(
    title="A setting that overrules a choice",
    about=("operations.settings",),
    severity=Severity.ERROR,
    why="What the plan says, what its rules checked and what runs are three different things.",
    fix="Take the setting out and change the choice.",
    because="The plan contradicts itself.",
    guide=("topology.explicit", "state.first"),
    bad={"operations.settings": {"SKILLFLAW_CACHE_TYPE": "memory"}},
)
def setting_overrides_a_choice(plan: Plan) -> Iterator[Remark]:
    for name in plan.operations.settings:
        if name in DECIDED:
            yield Remark(
                f"{name} is decided by {DECIDED[name]}.", at=("operations.settings", DECIDED[name])
            )

from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="A setting that nobody reads",
    about=("operations.settings",),
    severity=Severity.WARNING,
    why="Unknown names are ignored in silence, so what you wanted to change stays as it was.",
    fix="Write it with the prefix SKILLFLAW_.",
    because="It works, without the effect that was meant.",
    reference="https://docs.skillflaw.com/configuration-global-variables",
    bad={"operations.settings": {"LANGFLOW_LOG_LEVEL": "DEBUG"}},
)
def setting_of_another_product(plan: Plan) -> Iterator[str]:
    for name in plan.operations.settings:
        if name.startswith("LANGFLOW_"):
            yield f"{name} is upstream's name; SkillFlaw reads names that begin with SKILLFLAW_."

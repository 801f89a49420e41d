from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.guide.variables import variables
from generators.plan import Plan


@rule(
    title="Backend setting has the unsupported prefix LANGFLOW_",
    about=("operations.settings", "operations.environment"),
    severity=Severity.WARNING,
    why="SkillFlaw ignores a name that it does not know and reports nothing, so the setting has "
    "no effect.",
    fix="Rename the variable so that it begins with SKILLFLAW_.",
    because="The product works, without the effect of the setting.",
    reference="https://docs.skillflaw.com/configuration-global-variables",
    bad={"operations.settings": {"LANGFLOW_LOG_LEVEL": "DEBUG"}},
)
def setting_prefix_unsupported(plan: Plan) -> Iterator[Remark]:
    for path, name in variables(plan):
        if name.startswith("LANGFLOW_"):
            yield Remark(
                f"{name} is a Langflow name; SkillFlaw reads names that begin with SKILLFLAW_.",
                at=(path,),
            )

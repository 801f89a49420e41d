from __future__ import annotations

from collections.abc import Iterator

from generators.guide.backend_settings import PREFIX
from generators.guide.backend_settings import nearest
from generators.guide.backend_settings import unprefixed
from generators.guide.backend_settings import unread
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.guide.variables import variables
from generators.plan import Plan


@rule(
    title="Backend setting has an unknown name",
    about=("operations.settings", "operations.environment"),
    severity=Severity.WARNING,
    why="The backend ignores a name that it does not know and reports nothing, so the setting has "
    "no effect.",
    fix="Correct the name, or check in the documentation of your release that it reads this name.",
    because="The product works, without the effect of the setting. A name that resembles no known "
    "one may be of a newer release, and is an info.",
    reference="https://github.com/langflow-ai/langflow/tree/main/src/lfx/src/lfx/services/settings",
    bad={"operations.settings": {"SKILLFLAW_LOG_LEVLE": "DEBUG"}},
)
def setting_name_unknown(plan: Plan) -> Iterator[Remark]:
    for path, name in variables(plan):
        if unprefixed(name):
            yield Remark(
                f"{name} has no prefix; the backend reads {PREFIX}{name}.",
                at=(path,),
                fix=f"Rename {name} to {PREFIX}{name}.",
                severity=Severity.INFO,
            )
        if not unread(name):
            continue
        if known := nearest(name):
            yield Remark(
                f"{name} is no setting of the backend. Did you mean {known}?",
                at=(path,),
                fix=f"Rename {name} to {known}.",
            )
        else:
            yield Remark(
                f"{name} is no known setting of the backend.", at=(path,), severity=Severity.INFO
            )

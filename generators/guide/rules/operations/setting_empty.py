from __future__ import annotations

from collections.abc import Iterator

from generators.guide.formatting import listed
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.guide.settings import DECIDED
from generators.plan import Plan


@rule(
    title="Backend setting has no value",
    about=("operations.settings",),
    severity=Severity.WARNING,
    why="An empty value is not the same as an unset one: where a setting is a number, the backend "
    "fails at startup.",
    fix="Give the setting a value, or remove it from operations.settings.",
    because="Text settings accept an empty value; number settings do not.",
    reference="https://docs.pydantic.dev/latest/concepts/pydantic_settings/",
    bad={"operations.settings": {"SKILLFLAW_SENTRY_DSN": ""}},
)
def setting_empty(plan: Plan) -> Iterator[Remark]:
    settings = plan.operations.settings
    empty = [name for name in settings if not settings[name].strip() and name not in DECIDED]
    if empty:
        remaining = {name: value for name, value in settings.items() if name not in empty}
        yield Remark(
            f"{listed(empty)} {'has' if len(empty) == 1 else 'have'} no value.",
            change={"operations.settings": remaining},
        )

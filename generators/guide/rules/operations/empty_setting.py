from __future__ import annotations

from collections.abc import Iterator

from generators.guide.formatting import listed
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.guide.settings import DECIDED
from generators.plan import Plan


@rule(
    title="A setting without a value",
    about=("operations.settings",),
    severity=Severity.WARNING,
    why="An empty text is not the same as no setting: where a number is wanted the backend stops "
    "at "
    "its start.",
    fix="Give it a value, or take it out.",
    because="Some settings take an empty text; those for numbers do not.",
    reference="https://docs.pydantic.dev/latest/concepts/pydantic_settings/",
    bad={"operations.settings": {"SKILLFLAW_SENTRY_DSN": ""}},
)
def empty_setting(plan: Plan) -> Iterator[Remark]:
    settings = plan.operations.settings
    empty = [name for name in settings if not settings[name].strip() and name not in DECIDED]
    if empty:
        kept = {name: value for name, value in settings.items() if name not in empty}
        yield Remark(
            f"{listed(empty)} {'has' if len(empty) == 1 else 'have'} no value.",
            change={"operations.settings": kept},
        )

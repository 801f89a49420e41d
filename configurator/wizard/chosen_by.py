"""Where the value of a choice comes from: a person, the draft's preset, or the default."""

from __future__ import annotations

import generators
from configurator.models import Configuration

MISSING = object()


def chosen_by(draft: Configuration, choice: generators.Choice, environment: str) -> str:
    """Name ``preset`` or ``default`` as what gave a value; nothing where a person did.

    A value that a person wrote over the preset's and then back again counts as the preset's.
    """
    plan = draft.plan_of(environment)
    preset = next((preset for preset in generators.PRESETS if preset.slug == draft.preset), None)
    given = preset.choices.get(choice.path, MISSING) if preset else MISSING
    if given == generators.plain_value(choice.of(plan)):
        return "preset"
    unset = choice.topic in generators.topics() and not generators.stated(plan, choice.path)
    return "default" if unset and not generators.is_claim(plan, choice) else ""

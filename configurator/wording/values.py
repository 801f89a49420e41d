"""Values of choices as pages show them: options by their labels, numbers with their units."""

from __future__ import annotations

from typing import Any

import generators
from configurator.plans.environments import parts_of


def value_text(choice: generators.Choice, value: Any) -> str:
    """Write a value for a page; the plan file holds the option's own value, not its label.

    A stored value of an earlier version may be none of today's options: it is written as it is.
    """
    if isinstance(value, list | tuple) and value:
        return ", ".join(option_label(choice, entry) for entry in value)
    if isinstance(value, str) and value in choice.options:
        return option_label(choice, value)
    unit = f" {choice.ask.unit}" if choice.ask.unit and type(value) is int else ""
    return generators.shown(tuple(value) if isinstance(value, list) else value) + unit


def stored_value_text(key: str, value: Any) -> str:
    """Write a stored value of a choice by its key, also where this version has no such choice."""
    path = parts_of(key)[1]
    choice = next((choice for choice in generators.choices() if choice.path == path), None)
    if choice:
        return value_text(choice, value)
    return generators.shown(tuple(value) if isinstance(value, list) else value)


def option_label(choice: generators.Choice, value: Any) -> str:
    """Return the label of one of a choice's options; any other value as text."""
    option = choice.options.get(value) if isinstance(value, str) else None
    return option.label if option else str(value)

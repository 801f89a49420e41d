"""What was typed for one choice, read as a plan file would read it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Mapping
from typing import Any

import generators

PAIR = re.compile(r"^\s*([A-Za-z_][A-Za-z0-9_]*)\s*=")
TAKEN_OUT = "(looked like a secret, so its value was not kept)"
BLANK: Mapping[str, Any] = {
    "apiVersion": "skillflaw-configurator/v1",
    "kind": "DeploymentPlan",
    "metadata": {"name": "skillflaw-production"},
}


def parsed(choice: generators.Choice, value: Any) -> Any:
    """Read one value as a plan file's is read; ``ValueError`` says what is wrong with it.

    So the wizard and the plan file take the same values, and what is saved can always be read.
    """
    try:
        return generators.read_value(choice, value)
    except generators.Unreadable as error:
        messages = dict.fromkeys(problem.message for problem in error.problems)
    # Not inside `except`, so that the error keeps neither the other one nor its frames.
    raise ValueError(" ".join(messages))


def carries_secret(raw: Any) -> bool:
    """Tell whether something typed looks like a secret's value, which is never stored."""
    return any(
        generators.credential_in(text) or _names_secret(text)
        for typed in _texts(raw)
        for text in (typed, *typed.splitlines())
    )


def without_secrets(raw: Any) -> Any:
    """Give what was typed with the value of each secret taken out; nothing where that is not safe.

    Only lines of the form ``NAME=value`` can be told apart: a key in PEM form, for one, takes
    several lines. The name that stays has no equals sign, so the line is read by nobody.
    """
    if not carries_secret(raw):
        return raw
    if not isinstance(raw, str) or not all(PAIR.match(line) for line in _lines(raw)):
        return None
    left = "\n".join(
        f"{PAIR.split(line)[1]} {TAKEN_OUT}" if carries_secret(line) else line
        for line in _lines(raw)
    )
    return None if carries_secret(left) else left


def _lines(text: str) -> list[str]:
    return [splitline for splitline in text.splitlines() if splitline.strip()]


def _texts(raw: Any) -> Iterator[str]:
    values = raw if isinstance(raw, list) else [raw]
    yield from (value for value in values if isinstance(value, str))


def _names_secret(line: str) -> bool:
    name, equals, value = line.partition("=")
    return bool(equals and value.strip() and generators.secret_name(name.strip()))

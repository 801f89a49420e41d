"""Parsing of single values that somebody typed, by the rules of the plan file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Mapping
from typing import Any

import generators

PAIR = re.compile(r"^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*=")
TAKEN_OUT = "(looked like a secret, so the value was not stored)"
BLANK: Mapping[str, Any] = {
    "apiVersion": "skillflaw-configurator/v1",
    "kind": "DeploymentPlan",
    "metadata": {"name": "skillflaw-production"},
}


def parsed(choice: generators.Choice, value: Any) -> Any:
    """Parse one value by the rules of the plan file; ``ValueError`` says why it is invalid."""
    try:
        return generators.read_value(choice, value)
    except generators.Unreadable as error:
        messages = dict.fromkeys(problem.message for problem in error.problems)
    # Outside `except`, so that the error does not hold the other one with its frames.
    raise ValueError(" ".join(messages))


def carries_secret(raw: Any, *, except_for: str = "") -> bool:
    """Tell whether a value looks like a secret, which is never stored.

    ``except_for`` is the kind of credential that the value may have, such as
    :data:`generators.WEBHOOK_ADDRESS`.
    """
    return any(
        generators.credential_in(text) not in (None, except_for) or _names_secret(text)
        for typed in _texts(raw)
        for text in (typed, *typed.splitlines())
    )


def without_secrets(raw: Any) -> Any:
    """Return a value without its secrets; nothing where they cannot be separated safely.

    Only in lines of the form ``NAME=value`` is it known which part is the secret; a PEM key, for
    example, has several lines. The name stays without an equals sign, so the line stays invalid.
    """
    if not carries_secret(raw):
        return raw
    if not isinstance(raw, str) or not all(PAIR.match(line) for line in _lines(raw)):
        return None
    rest = "\n".join(
        f"{PAIR.split(line)[1]} {TAKEN_OUT}" if carries_secret(line) else line
        for line in _lines(raw)
    )
    return None if carries_secret(rest) else rest


def _lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip()]


def _texts(raw: Any) -> Iterator[str]:
    values = raw if isinstance(raw, list) else [raw]
    yield from (value for value in values if isinstance(value, str))


def _names_secret(line: str) -> bool:
    pair = PAIR.match(line)
    return bool(pair and line[pair.end() :].strip() and generators.secret_name(pair[1]))

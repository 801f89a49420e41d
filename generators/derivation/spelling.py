"""The right spelling of a value that cannot be read, where its message names one."""

from __future__ import annotations

import re
from typing import Any

from generators.plan import Choice
from generators.plan.reading import read_value
from generators.yaml.problem import Unreadable

# How the messages of scalars end when they can guess what was meant.
_WRITE = re.compile(r"\bWrite (\S+?)\.(?: |$)")


def respelled(choice: Choice, value: Any) -> str:
    """Give the spelling that the message of an invalid text proposes, if that can be read."""
    if not isinstance(value, str):
        return ""
    try:
        read_value(choice, value)
    except Unreadable as error:
        guesses = [match[1] for problem in error.problems for match in _guesses(problem.message)]
    else:
        return ""
    return next((guess for guess in guesses if _readable(choice, guess)), "")


def _guesses(message: str) -> list[re.Match[str]]:
    return list(_WRITE.finditer(message))


def _readable(choice: Choice, text: str) -> bool:
    try:
        read_value(choice, text)
    except Unreadable:
        return False
    return True

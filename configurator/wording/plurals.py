"""Counts with singular and plural, and lists of names."""

from __future__ import annotations

from collections.abc import Sequence

BEFORE_COMPLEMENT = " to "


def counted(number: int, phrase: str) -> str:
    """Write a count: “1 error”, “0 own values”, “2 choices to fill in”.

    The noun is the last word, or the word before “to”.
    """
    noun, preposition, complement = phrase.partition(BEFORE_COMPLEMENT)
    return f"{number} {noun}{'' if number == 1 else 's'}{preposition}{complement}"


def listed(names: Sequence[str]) -> str:
    """Write names as a list in a sentence: “test, staging and production”."""
    *first, last = names or [""]
    return f"{', '.join(first)} and {last}" if first else last

"""Counts with singular and plural."""

from __future__ import annotations


def counted(number: int, word: str) -> str:
    """Write a count: “1 error”, “2 errors”, “2 choices to fill in”."""
    first, space, rest = word.partition(" ")
    return f"{number} {first}{'' if number == 1 else 's'}{space}{rest}"

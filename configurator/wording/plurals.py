"""Numbers of things, in words."""

from __future__ import annotations


def counted(number: int, word: str) -> str:
    """Count in words: “1 error”, “2 errors”, “2 answers to fill in”."""
    first, space, rest = word.partition(" ")
    return f"{number} {first}{'' if number == 1 else 's'}{space}{rest}"

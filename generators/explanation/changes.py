"""Which lines of a file are otherwise in another version of it."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher


def changed_lines(before: Sequence[str], after: Sequence[str]) -> frozenset[int]:
    """Give the lines of ``before``, from 0, that ``after`` has otherwise or no longer.

    A line that only ``after`` has changes no line of ``before``: the other version explains it.
    """
    first = 0
    while first < min(len(before), len(after)) and before[first] == after[first]:
        first += 1
    last = 0
    rest = min(len(before), len(after)) - first
    while last < rest and before[-1 - last] == after[-1 - last]:
        last += 1
    middle = SequenceMatcher(
        None, before[first : len(before) - last], after[first : len(after) - last], autojunk=False
    )
    return frozenset(
        first + number
        for tag, start, end, _, _ in middle.get_opcodes()
        if tag in ("replace", "delete")
        for number in range(start, end)
    )

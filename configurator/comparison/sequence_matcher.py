"""The standard library's matcher, kept from the texts that would keep it busy for minutes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher

# Pairs of equal items. Above it, items that are everywhere are not looked for.
MOST_PAIRS = 50_000
# Items of one side times those of the other; a bundle's longest file has a thousand lines.
MOST_CELLS = 25_000_000


class _Ends(SequenceMatcher[str]):
    """Finds the same beginning and the same end, and calls all between them changed."""

    def __init__(self, old: Sequence[str], new: Sequence[str]) -> None:
        super().__init__(None, (), ())
        self.old, self.new = old, new

    def get_opcodes(self) -> list[tuple[str, int, int, int, int]]:  # type: ignore[override] # literals
        """Give at most three stretches, in linear time."""
        one, other = len(self.old), len(self.new)
        first = _same(self.old, self.new)
        rest = min(one, other) - first
        last = min(rest, _same(self.old[::-1], self.new[::-1]))
        found = [
            ("equal", 0, first, 0, first),
            ("replace", first, one - last, first, other - last),
            ("equal", one - last, one, other - last, other),
        ]
        return [each for each in found if each[1] < each[2] or each[3] < each[4]]


def matcher(old: Sequence[str], new: Sequence[str]) -> SequenceMatcher[str]:
    """Match two sequences: exactly, or roughly where they are huge or repeat one thing."""
    if len(old) * len(new) > MOST_CELLS:
        return _Ends(old, new)
    first, second = Counter(old), Counter(new)
    pairs = sum(count * second[each] for each, count in first.items())
    return SequenceMatcher(None, old, new, autojunk=pairs > MOST_PAIRS)


def _same(old: Sequence[str], new: Sequence[str]) -> int:
    for number, (one, other) in enumerate(zip(old, new, strict=False)):
        if one != other:
            return number
    return min(len(old), len(new))

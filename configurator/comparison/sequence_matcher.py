"""The standard library's sequence matcher, with a bound on its running time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher

# Pairs of equal items. Above it, frequent items are not matched (``autojunk``).
MOST_PAIRS = 50_000
# Items of one side times those of the other; a bundle's longest file has a thousand lines.
MOST_CELLS = 25_000_000


class _PrefixSuffixMatcher(SequenceMatcher[str]):
    """Matches the common prefix and suffix, and calls everything between them changed."""

    def __init__(self, old: Sequence[str], new: Sequence[str]) -> None:
        super().__init__(None, (), ())
        self.old, self.new = old, new

    def get_opcodes(self) -> list[tuple[str, int, int, int, int]]:  # type: ignore[override] # literals
        """Return at most three ranges, in linear time."""
        one, other = len(self.old), len(self.new)
        first = _common_prefix(self.old, self.new)
        rest = min(one, other) - first
        last = min(rest, _common_prefix(self.old[::-1], self.new[::-1]))
        ranges = [
            ("equal", 0, first, 0, first),
            ("replace", first, one - last, first, other - last),
            ("equal", one - last, one, other - last, other),
        ]
        return [code for code in ranges if code[1] < code[2] or code[3] < code[4]]


def matcher(old: Sequence[str], new: Sequence[str]) -> SequenceMatcher[str]:
    """Match two sequences: exactly, or roughly where they are huge or repeat one thing."""
    if len(old) * len(new) > MOST_CELLS:
        return _PrefixSuffixMatcher(old, new)
    first, second = Counter(old), Counter(new)
    pairs = sum(count * second[item] for item, count in first.items())
    return SequenceMatcher(None, old, new, autojunk=pairs > MOST_PAIRS)


def _common_prefix(old: Sequence[str], new: Sequence[str]) -> int:
    for number, (one, other) in enumerate(zip(old, new, strict=False)):
        if one != other:
            return number
    return min(len(old), len(new))

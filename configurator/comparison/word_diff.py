"""Which words of a changed line are other words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass

from configurator.comparison.sequence_matcher import matcher

# Below it, two lines are other lines and marked words would only confuse.
ALIKE = 0.4
# A longer line is not looked into: nobody finds one word in it.
LONGEST = 2000
# Twenty lines against twenty take some milliseconds.
MOST_PAIRS = 400

_WORD = re.compile(r"\w+|\s+|[^\w\s]")


@dataclass(frozen=True)
class Part:
    """A piece of a line, marked where the other line has another."""

    text: str
    marked: bool = False


def words(line: str) -> list[str]:
    """Cut a line into words, blanks and signs; together they are the line again."""
    return _WORD.findall(line)


def alike(old: str, new: str) -> float:
    """Tell from 0 to 1 how much of two lines is the same, blanks aside."""
    if max(len(old), len(new)) > LONGEST:
        return ALIKE
    by_words = matcher(old.split(), new.split()).ratio()
    if by_words >= ALIKE:
        return by_words
    signs = matcher(_said(old), _said(new))
    return max(by_words, signs.ratio()) if signs.quick_ratio() >= ALIKE else by_words


def marked(old: str, new: str) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    """Mark what is other in two lines; lines that have little in common stay without marks."""
    if max(len(old), len(new)) > LONGEST or alike(old, new) < ALIKE:
        return (Part(old),), (Part(new),)
    before, after = words(old), words(new)
    codes = matcher(before, after).get_opcodes()
    left = [("".join(before[a:b]), kind != "equal") for kind, a, b, _, _ in codes]
    right = [("".join(after[c:d]), kind != "equal") for kind, _, _, c, d in codes]
    return _joined(left), _joined(right)


def pairs(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Find which of the lines that went became which of the lines that came, in their order.

    The search is quadratic, so a long block is paired line by line from its top.
    """
    if len(old) * len(new) > MOST_PAIRS:
        return list(zip(range(len(old)), range(len(new)), strict=False))
    return _best(old, new)


def work(old: Sequence[str], new: Sequence[str]) -> int:
    """Count the pairs of characters that pairing and marking these lines compares at most."""
    if len(old) * len(new) <= MOST_PAIRS:
        return sum(map(_looked_at, old)) * sum(map(_looked_at, new))
    return sum(_looked_at(a) * _looked_at(b) for a, b in zip(old, new, strict=False))


def _looked_at(line: str) -> int:
    return len(line) if len(line) <= LONGEST else 0


def _best(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Pair lines so that the pairs, which never cross, are as alike as can be."""
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    gain = [[_gain(one, other) for other in new] for one in old]
    for i in reversed(range(len(old))):
        for j in reversed(range(len(new))):
            taken = gain[i][j] + best[i + 1][j + 1] if gain[i][j] else 0.0
            best[i][j] = max(taken, best[i + 1][j], best[i][j + 1])
    found, i, j = [], 0, 0
    while i < len(old) and j < len(new):
        if best[i][j] == best[i + 1][j]:
            i += 1
        elif best[i][j] == best[i][j + 1]:
            j += 1
        else:
            found.append((i, j))
            i, j = i + 1, j + 1
    return found


def _gain(old: str, new: str) -> float:
    likeness = alike(old, new)
    return likeness if likeness >= ALIKE else 0.0


def _said(line: str) -> list[str]:
    return [each for each in words(line) if not each.isspace()]


def _joined(pieces: Iterable[tuple[str, bool]]) -> tuple[Part, ...]:
    return tuple(Part(text, mark) for text, mark in pieces if text)

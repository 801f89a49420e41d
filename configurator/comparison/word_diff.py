"""The word diff: which words of a changed line differ."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass

from configurator.comparison.sequence_matcher import matcher

# Lines less similar than this are different lines, and highlighted words would only confuse.
SIMILAR = 0.4
# In a longer line a reader does not find a highlighted word, so none is searched.
LONGEST = 2000
# Pairs of lines to compare: twenty against twenty take some milliseconds.
MOST_PAIRS = 400

_WORD = re.compile(r"\w+|\s+|[^\w\s]")


@dataclass(frozen=True)
class Span:
    """A piece of a line; ``changed`` where the other line has another."""

    text: str
    changed: bool = False


def words(line: str) -> list[str]:
    """Split a line into words, blanks and signs; joined, they are the line again."""
    return _WORD.findall(line)


def similarity(old: str, new: str) -> float:
    """Return from 0 to 1 how much of two lines is the same, blanks aside."""
    if max(len(old), len(new)) > LONGEST:
        return SIMILAR
    by_words = matcher(old.split(), new.split()).ratio()
    if by_words >= SIMILAR:
        return by_words
    signs = matcher(_without_blanks(old), _without_blanks(new))
    return max(by_words, signs.ratio()) if signs.quick_ratio() >= SIMILAR else by_words


def word_diff(old: str, new: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Split two lines into same and changed spans; dissimilar lines are one span each."""
    if max(len(old), len(new)) > LONGEST or similarity(old, new) < SIMILAR:
        return (Span(old),), (Span(new),)
    before, after = words(old), words(new)
    codes = matcher(before, after).get_opcodes()
    left = [("".join(before[a:b]), kind != "equal") for kind, a, b, _, _ in codes]
    right = [("".join(after[c:d]), kind != "equal") for kind, _, _, c, d in codes]
    return _joined(left), _joined(right)


def pairs(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Pair removed lines with the added lines that replace them, in their order.

    The search is quadratic, so a long block is paired line by line from its top.
    """
    if len(old) * len(new) > MOST_PAIRS:
        return list(zip(range(len(old)), range(len(new)), strict=False))
    return _best_pairs(old, new)


def work(old: Sequence[str], new: Sequence[str]) -> int:
    """Count the pairs of characters that pairing and marking these lines compares at most."""
    if len(old) * len(new) <= MOST_PAIRS:
        return sum(map(_looked_at, old)) * sum(map(_looked_at, new))
    return sum(_looked_at(a) * _looked_at(b) for a, b in zip(old, new, strict=False))


def _looked_at(line: str) -> int:
    return len(line) if len(line) <= LONGEST else 0


def _best_pairs(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Pair lines so that the pairs, which never cross, have the greatest total similarity."""
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    gain = [[_gain(before, after) for after in new] for before in old]
    for i in reversed(range(len(old))):
        for j in reversed(range(len(new))):
            taken = gain[i][j] + best[i + 1][j + 1] if gain[i][j] else 0.0
            best[i][j] = max(taken, best[i + 1][j], best[i][j + 1])
    chosen, i, j = [], 0, 0
    while i < len(old) and j < len(new):
        if best[i][j] == best[i + 1][j]:
            i += 1
        elif best[i][j] == best[i][j + 1]:
            j += 1
        else:
            chosen.append((i, j))
            i, j = i + 1, j + 1
    return chosen


def _gain(old: str, new: str) -> float:
    ratio = similarity(old, new)
    return ratio if ratio >= SIMILAR else 0.0


def _without_blanks(line: str) -> list[str]:
    return [word for word in words(line) if not word.isspace()]


def _joined(pieces: Iterable[tuple[str, bool]]) -> tuple[Span, ...]:
    return tuple(Span(text, changed) for text, changed in pieces if text)

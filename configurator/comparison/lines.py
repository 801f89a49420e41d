"""The line diff of two texts: one model for the unified view, the split view and the patch."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest

from configurator.comparison.sequence_matcher import matcher
from configurator.comparison.word_diff import Span
from configurator.comparison.word_diff import pairs
from configurator.comparison.word_diff import word_diff
from configurator.comparison.word_diff import work

Code = tuple[str, int, int, int, int]

# Pairs of characters that the word diff of one file compares; above it there is none.
MOST_WORK = 5_000_000


@dataclass(frozen=True)
class DiffLine:
    """A line of one side or of both; ``old`` and ``new`` are its numbers there, from 1.

    ``unended`` tells that the text ends with it and without a line feed.
    """

    old: int | None
    new: int | None
    spans: tuple[Span, ...]
    unended: bool = False

    @property
    def kind(self) -> str:
        """Return ``same``, ``removed`` or ``added``."""
        if self.old and self.new:
            return "same"
        return "removed" if self.old else "added"

    @property
    def changed(self) -> bool:
        """Tell whether one side alone has the line."""
        return not (self.old and self.new)

    @property
    def text(self) -> str:
        return "".join(span.text for span in self.spans)


Row = tuple[DiffLine | None, DiffLine | None]


@dataclass(frozen=True)
class Hunk:
    """Changed lines with their context, as rows of the split view."""

    old_start: int
    old_count: int
    new_start: int
    new_count: int
    rows: tuple[Row, ...]

    @cached_property
    def lines(self) -> tuple[DiffLine, ...]:
        """List the lines of the unified view: of each block, removed lines before added lines."""
        return tuple(_unified(self.rows))

    @property
    def header(self) -> str:
        """Write the hunk header of a patch, from ``@@`` to ``@@``."""
        old, new = (self.old_start, self.old_count), (self.new_start, self.new_count)
        return f"@@ -{old[0]},{old[1]} +{new[0]},{new[1]} @@"


@dataclass(frozen=True)
class Lines:
    """Two texts, line by line. Only a line feed ends a line: other signs belong to the text."""

    old: str
    new: str

    @cached_property
    def before(self) -> list[str]:
        return split(self.old)

    @cached_property
    def after(self) -> list[str]:
        return split(self.new)

    @cached_property
    def stretches(self) -> tuple[tuple[Code, ...], tuple[tuple[Code, ...], ...]]:
        """Say which stretches are the same: in all, and for what changed with three lines around.

        The whole is copied first, because the matcher shortens its own list when it cuts.
        """
        difference = matcher(self.before, self.after)
        whole = tuple(difference.get_opcodes())
        return whole, tuple(tuple(group) for group in difference.get_grouped_opcodes(3))

    @property
    def length(self) -> int:
        """Count the lines that all hunks have, without making them."""
        codes = [code for group in self.stretches[1] for code in group]
        return sum(b - a + (d - c) * (kind != "equal") for kind, a, b, c, d in codes)

    @property
    def similarity(self) -> int:
        """Return the percentage of lines that are the same."""
        same = sum(b - a for kind, a, b, _, _ in self.stretches[0] if kind == "equal")
        return 200 * same // (len(self.before) + len(self.after) or 1)

    @property
    def removed(self) -> int:
        """Count the removed lines."""
        return sum(b - a for kind, a, b, _, _ in self.stretches[0] if kind != "equal")

    @property
    def added(self) -> int:
        """Count the added lines."""
        return sum(d - c for kind, _, _, c, d in self.stretches[0] if kind != "equal")

    @cached_property
    def work(self) -> int:
        """Return how many pairs of characters the word diff compares at most."""
        changed = (code for code in self.stretches[0] if code[0] == "replace")
        return sum(work(self.before[a:b], self.after[c:d]) for _, a, b, c, d in changed)

    @property
    def plain_hunks(self) -> tuple[Hunk, ...]:
        """Return the hunks without a word diff, in linear time, for the patch."""
        return tuple(self._hunk(codes, marks=False) for codes in self.stretches[1])

    @cached_property
    def hunks(self) -> tuple[Hunk, ...]:
        """Return the hunks: what changed, with three lines of context."""
        return tuple(self._hunk(codes) for codes in self.stretches[1])

    @cached_property
    def whole(self) -> Hunk:
        """Return both texts from the first line to the last as one hunk."""
        return self._hunk(self.stretches[0] or (("equal", 0, 0, 0, 0),))

    def _hunk(self, codes: Sequence[Code], *, marks: bool = True) -> Hunk:
        (_, a, _, c, _), (_, _, b, _, d) = codes[0], codes[-1]
        marks = marks and self.work <= MOST_WORK
        rows = tuple(row for code in codes for row in self._rows(code, marks))
        # A side without a line starts at 0 in a patch.
        return Hunk(a + (b > a), b - a, c + (d > c), d - c, rows)

    def _rows(self, code: Code, marks: bool) -> Iterator[Row]:
        kind, a, b, c, d = code
        if kind == "equal":
            for one, other in zip(range(a, b), range(c, d), strict=True):
                both = _line(one + 1, other + 1, self.before[one])
                yield both, both
            return
        if marks:
            yield from self._changed(a, b, c, d)
        else:
            yield from self._others(range(a, b), range(c, d))

    def _changed(self, a: int, b: int, c: int, d: int) -> Iterator[Row]:
        one, other = a, c
        for i, j in pairs(self.before[a:b], self.after[c:d]):
            yield from self._others(range(one, a + i), range(other, c + j))
            yield self._pair(a + i, c + j)
            one, other = a + i + 1, c + j + 1
        yield from self._others(range(one, b), range(other, d))

    def _others(self, old: Iterable[int], new: Iterable[int]) -> Iterator[Row]:
        """Put lines beside each other that have only their position in common."""
        for one, other in zip_longest(old, new):
            left = None if one is None else _line(one + 1, None, self.before[one])
            right = None if other is None else _line(None, other + 1, self.after[other])
            yield left, right

    def _pair(self, one: int, other: int) -> Row:
        old, new = self.before[one], self.after[other]
        left, right = word_diff(old.removesuffix("\n"), new.removesuffix("\n"))
        return (
            DiffLine(one + 1, None, left, not old.endswith("\n")),
            DiffLine(None, other + 1, right, not new.endswith("\n")),
        )


def split(text: str) -> list[str]:
    """Split a text into lines that keep their line feeds, so that a missing last one differs."""
    lines = text.split("\n")
    ended = [f"{line}\n" for line in lines[:-1]]
    return [*ended, lines[-1]] if lines[-1] else ended


def _line(old: int | None, new: int | None, text: str) -> DiffLine:
    return DiffLine(old, new, (Span(text.removesuffix("\n")),), not text.endswith("\n"))


def _unified(rows: Iterable[Row]) -> Iterator[DiffLine]:
    waiting: list[DiffLine] = []
    for left, right in rows:
        if left is not None and left is right:
            yield from waiting
            waiting = []
            yield left
            continue
        if left:
            yield left
        if right:
            waiting.append(right)
    yield from waiting

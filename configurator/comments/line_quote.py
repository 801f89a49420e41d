"""A quoted line of a file with its neighbours, which is found again in another revision's file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

CONTEXT = 2


def lines_of(text: str) -> list[str]:
    """Split a file into lines; a final line break begins no further line."""
    return text.removesuffix("\n").split("\n")


@dataclass(frozen=True)
class Quote:
    """A line by its number, with up to two lines of context before and after it."""

    text: str
    line: int

    @classmethod
    def of(cls, lines: Sequence[str], line: int) -> Quote:
        """Quote a line of a file."""
        context = lines[max(0, line - 1 - CONTEXT) : line + CONTEXT]
        return cls("\n".join(context), line)

    @property
    def lines(self) -> list[str]:
        return self.text.split("\n")

    @property
    def index(self) -> int:
        """Return the index of the quoted line: the first lines of a file have less context."""
        return min(CONTEXT, self.line - 1)

    @property
    def numbered(self) -> list[tuple[int, str, bool]]:
        """List the lines with their numbers, and tell which one is quoted."""
        first = self.line - self.index
        return [(first + at, line, at == self.index) for at, line in enumerate(self.lines)]

    def find_in(self, lines: Sequence[str]) -> int | None:
        """Find the line's number in another version of the file, or nothing where it is gone.

        Of several equal lines, the one with the most equal neighbours counts, then the nearest.
        """
        quoted = self.lines[self.index]
        numbers = [number for number, line in enumerate(lines, 1) if line == quoted]
        return max(
            numbers,
            key=lambda number: (self._equal_neighbours(lines, number), -abs(number - self.line)),
            default=None,
        )

    def _equal_neighbours(self, lines: Sequence[str], number: int) -> int:
        first = number - 1 - self.index
        return sum(
            0 <= first + at < len(lines) and lines[first + at] == line
            for at, line in enumerate(self.lines)
        )

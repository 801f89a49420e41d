"""A line of a file, kept with its neighbours, and found again in another revision's file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

AROUND = 2


def lines_of(text: str) -> list[str]:
    """Split a file into lines; the end of the last one begins no other."""
    return text.removesuffix("\n").split("\n")


@dataclass(frozen=True)
class Quote:
    """A line as it stood, by its number, between up to two lines before and after it."""

    text: str
    line: int

    @classmethod
    def of(cls, lines: Sequence[str], line: int) -> Quote:
        """Keep a line of a file."""
        kept = lines[max(0, line - 1 - AROUND) : line + AROUND]
        return cls("\n".join(kept), line)

    @property
    def kept(self) -> list[str]:
        return self.text.split("\n")

    @property
    def index(self) -> int:
        """Say which of the kept lines is meant: fewer than two stand before the first ones."""
        return min(AROUND, self.line - 1)

    @property
    def numbered(self) -> list[tuple[int, str, bool]]:
        """List the kept lines with their numbers, and say which one is meant."""
        first = self.line - self.index
        return [(first + at, each, at == self.index) for at, each in enumerate(self.kept)]

    def place(self, lines: Sequence[str]) -> int | None:
        """Find the line's number in another text of the file; nothing where it is gone.

        Of several that say the same, the one among most of the same neighbours counts, then the
        nearest.
        """
        said = self.kept[self.index]
        found = [number for number, each in enumerate(lines, 1) if each == said]
        return max(
            found,
            key=lambda number: (self._alike(lines, number), -abs(number - self.line)),
            default=None,
        )

    def _alike(self, lines: Sequence[str], number: int) -> int:
        first = number - 1 - self.index
        return sum(
            0 <= first + at < len(lines) and lines[first + at] == each
            for at, each in enumerate(self.kept)
        )

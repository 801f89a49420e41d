"""How much of the files a page shows: a long diff is only linked to."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass

from configurator.comparison.files import FileChange
from configurator.comparison.lines import MOST_WORK
from configurator.comparison.lines import Hunk

# Lines that a page shows of one file, and in all; it links to the rest.
MOST_OF_ONE = 500
MOST_IN_ALL = 4000
# Pairs of characters that a page compares to highlight words, in all files.
MOST_WORK_IN_ALL = 15_000_000
# Lines in sections that are open when the page loads, of one file and in all.
OPEN_OF_ONE = 60
OPEN_IN_ALL = 300


@dataclass(frozen=True)
class Section:
    """A changed file on the page; ``inline`` is false where the page only links to it."""

    change: FileChange
    inline: bool = True
    open: bool = True
    whole: bool = False

    @property
    def hunks(self) -> tuple[Hunk, ...]:
        """Return the hunks that the page shows of the file."""
        return (self.change.lines.whole,) if self.whole else self.change.lines.hunks


def sections(changes: Iterable[FileChange]) -> Iterator[Section]:
    """Decide for each file whether it is shown, and whether its section is open."""
    total = opened = work = 0
    for change in changes:
        lines = change.lines.length
        fits = lines <= MOST_OF_ONE and total + lines <= MOST_IN_ALL
        # A file with more work than one may have is shown without marks, which costs nothing.
        costs = change.lines.work if fits and change.lines.work <= MOST_WORK else 0
        fits = fits and work + costs <= MOST_WORK_IN_ALL
        work += costs if fits else 0
        total += lines if fits else 0
        is_open = fits and lines <= OPEN_OF_ONE and opened + lines <= OPEN_IN_ALL
        opened += lines if is_open else 0
        yield Section(change, fits, is_open)

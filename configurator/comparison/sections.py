"""How much of the files a page shows: what is long waits for a page of its own."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass

from configurator.comparison.files import FileChange
from configurator.comparison.lines import MOST_WORK
from configurator.comparison.lines import Hunk

# Lines that a page shows of one file, and in all, before it only links to the rest.
MOST_OF_ONE = 500
MOST_IN_ALL = 4000
# Pairs of characters that a page compares to mark words, in all files.
MOST_WORK_IN_ALL = 15_000_000
# Lines that stand open from the beginning, of one file and in all.
OPEN_OF_ONE = 60
OPEN_IN_ALL = 300


@dataclass(frozen=True)
class Section:
    """A changed file on the page. ``shown`` is false where it is only linked to."""

    change: FileChange
    shown: bool = True
    open: bool = True
    whole: bool = False

    @property
    def hunks(self) -> tuple[Hunk, ...]:
        """Give what the page shows of the file."""
        return (self.change.lines.whole,) if self.whole else self.change.lines.hunks


def sections(changes: Iterable[FileChange]) -> Iterator[Section]:
    """Decide file by file what is shown and what of it stands open."""
    shown = opened = work = 0
    for change in changes:
        lines = change.lines.length
        fits = lines <= MOST_OF_ONE and shown + lines <= MOST_IN_ALL
        # A file with more work than one may have is shown without marks, which costs nothing.
        costs = change.lines.work if fits and change.lines.work <= MOST_WORK else 0
        fits = fits and work + costs <= MOST_WORK_IN_ALL
        work += costs if fits else 0
        shown += lines if fits else 0
        stands = fits and lines <= OPEN_OF_ONE and opened + lines <= OPEN_IN_ALL
        opened += lines if stands else 0
        yield Section(change, fits, stands)

"""One Markdown document in two parts: what all environments share, and what differs in one."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import replace

FENCE = "```"
RULE = "|--"  # below the heading of a table

Entry = tuple[str, ...]


@dataclass(frozen=True)
class Section:
    """A heading with the lines below it, up to the next heading.

    ``headings`` are those that it stands under, and its own as the last.
    """

    headings: tuple[str, ...]
    lines: Entry

    @property
    def chapter(self) -> str:
        """Name the heading of the second level that it belongs to; empty for the title."""
        return self.headings[1] if len(self.headings) > 1 else ""

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Part the lines into rows of tables, items of lists with what is below them, and text."""
        entries: list[Entry] = []
        for line in self.lines:
            if line.startswith("  ") and entries and is_item(entries[-1]):
                entries[-1] = (*entries[-1], line)
            elif line.startswith(RULE) and entries:
                # With its rule, the heading of a table is no row any more.
                entries[-1] = ("", *entries[-1], line)
            else:
                entries.append((line,))
        return tuple(entries)

    def text(self) -> str:
        """Write the section as it was."""
        return "\n".join((f"{'#' * len(self.headings)} {self.headings[-1]}", *self.lines))


def is_item(entry: Entry) -> bool:
    """Tell whether an entry is a row or an item of a list, and no text."""
    return entry[0].startswith(("- ", "| "))


def sections(text: str) -> tuple[Section, ...]:
    """Part a document at its headings; a comment in a code block is none."""
    parted: list[Section] = []
    headings: tuple[str, ...] = ()
    fenced = False
    for line in text.splitlines():
        fenced ^= line.startswith(FENCE)
        marks = line.partition(" ")[0]
        if not fenced and marks and not marks.strip("#"):
            headings = (*headings[: len(marks) - 1], line.partition(" ")[2])
            parted.append(Section(headings, ()))
        elif parted:
            parted[-1] = replace(parted[-1], lines=(*parted[-1].lines, line))
    return tuple(parted)


def written(parts: Iterable[Section]) -> str:
    """Write sections as one document."""
    return "".join(f"{section.text()}\n" for section in parts)


def with_items(
    parts: Iterable[Section], keeps: Callable[[Section, Entry], bool]
) -> tuple[Section, ...]:
    """Leave out rows and items that ``keeps`` refuses, and then the sections in which none is left.

    A section of text alone is asked for as one entry. The headings above what stays stay.
    """
    left = {section: _with_items(section, keeps) for section in parts}
    stays = [section for section, remaining in left.items() if remaining is not None]
    return tuple(
        remaining or _bare(section)
        for section, remaining in left.items()
        if remaining or any(_is_above(section, other) for other in stays)
    )


def _with_items(section: Section, keeps: Callable[[Section, Entry], bool]) -> Section | None:
    entries = section.entries
    if not any(map(is_item, entries)):
        return section if keeps(section, section.lines) else None
    remaining = [entry for entry in entries if not is_item(entry) or keeps(section, entry)]
    if not any(map(is_item, remaining)):
        return None
    return (
        replace(section, lines=tuple(_unmarked(remaining)))
        if len(remaining) < len(entries)
        else section
    )


def _unmarked(entries: Iterable[Entry]) -> Iterator[str]:
    """Give the lines of entries; the mark of a table's heading is none."""
    for entry in entries:
        yield from entry[1:] if len(entry) > 1 and not entry[0] else entry


def _bare(section: Section) -> Section:
    """Give a heading for what is below it, with its text where it has nothing else."""
    bare = not any(map(is_item, section.entries))
    return section if bare else replace(section, lines=("",))


def _is_above(section: Section, other: Section) -> bool:
    length = len(section.headings)
    return len(other.headings) > length and other.headings[:length] == section.headings


def differing(
    own: Iterable[Section], shared: Iterable[Section], rows: Collection[str]
) -> tuple[Section, ...]:
    """List what in a document differs from the shared one, under the same headings.

    In the chapters that are named in ``rows`` a section has the rows and items that differ; in all
    others it is given whole. The title is always given.
    """
    known = {section.headings: section for section in shared}

    def is_new(section: Section, entry: Entry) -> bool:
        there = known.get(section.headings)
        if section.chapter not in rows or there is None:
            return True
        return entry not in there.entries and entry != there.lines

    parts = [
        section
        for section in own
        if not section.chapter or section.chapter in rows or known.get(section.headings) != section
    ]
    return with_items(parts, is_new)

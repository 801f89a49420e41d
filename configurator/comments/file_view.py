"""A file's lines in segments, split below each line that has a thread or a form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from configurator.comments.discussion import ThreadView
from configurator.comments.line_quote import lines_of


class Selected(Protocol):
    """What is opened below a line."""

    @property
    def line(self) -> int | None:
        """Return the number of the line."""


@dataclass(frozen=True)
class SelectedLine:
    """A line that somebody went to."""

    line: int


@dataclass(frozen=True)
class FileSegment:
    """Some lines with their numbers, and the threads and the selected line at the last of them."""

    lines: Sequence[tuple[int, str]]
    threads: Sequence[ThreadView]
    selected: Selected | None


def selected_line(text: str, typed: str) -> SelectedLine | None:
    """Find the line that was asked for; nothing where the file has no such line."""
    numbers = (str(number) for number, _ in enumerate(lines_of(text), 1))
    return SelectedLine(int(typed)) if typed in numbers else None


def segments(
    text: str, threads: Sequence[ThreadView], selected: Selected | None
) -> list[FileSegment]:
    """Split a file below each line that has a thread, and below the selected line."""
    lines = list(enumerate(lines_of(text), 1))
    below = {view.anchor.line for view in threads} | (
        {selected.line} if selected else set[int | None]()
    )
    result: list[FileSegment] = []
    start = 0
    for number, _ in lines:
        if number in below or number == len(lines):
            at_line = [view for view in threads if view.anchor.line == number]
            form = selected if selected and selected.line == number else None
            result.append(FileSegment(lines[start:number], at_line, form))
            start = number
    return result

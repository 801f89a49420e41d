"""A file's lines in pieces, broken wherever something stands between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from configurator.comments.discussion import Talk
from configurator.comments.line_quote import lines_of
from configurator.comments.subject import Spot


@dataclass(frozen=True)
class Piece:
    """Some lines with their numbers, and what stands below the last of them."""

    lines: Sequence[tuple[int, str]]
    talks: Sequence[Talk]
    chosen: Spot | None


def listing(text: str, talks: Sequence[Talk], chosen: Spot | None) -> list[Piece]:
    """Cut a file below each line that has a thread, and below the one that is chosen."""
    lines = list(enumerate(lines_of(text), 1))
    below = {each.standing.line for each in talks} | ({chosen.line} if chosen else set())
    pieces: list[Piece] = []
    begun = 0
    for number, _ in lines:
        if number in below or number == len(lines):
            found = [each for each in talks if each.standing.line == number]
            here = chosen if chosen and chosen.line == number else None
            pieces.append(Piece(lines[begun:number], found, here))
            begun = number
    return pieces

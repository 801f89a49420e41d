"""Where a thread stands on a revision: still at what it was about, or outdated, and why."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from configurator.comments.anchors import Ground
from configurator.comments.anchors import shown
from configurator.comments.anchors import value_at
from configurator.comments.line_quote import Quote
from configurator.comments.subject import About
from configurator.comments.subject import Spot
from configurator.models import Revision


@dataclass(frozen=True)
class Standing:
    """A thread on a revision: current where ``why`` is empty. ``line`` is where its line is now.

    ``now`` is what the choice or the finding says instead.
    """

    why: str = ""
    line: int | None = None
    now: str = ""

    @property
    def outdated(self) -> bool:
        return bool(self.why)


CURRENT = Standing()


def standing(spot: Spot, ground: Ground, between: Sequence[Revision] = ()) -> Standing:
    """Tell where a thread about ``spot`` stands on another revision.

    ``between`` are the revisions after the one where the thread began, up to this one, in order:
    from them it is known since when a thread is outdated.
    """
    match spot.about:
        case About.CHOICE:
            return _choice(spot, ground, between)
        case About.FINDING:
            return _finding(spot, ground, between)
        case About.LINE:
            return _line(spot, ground)
    return CURRENT


def was(spot: Spot) -> str:
    """Write what a choice or a finding said when the thread began."""
    if spot.about != About.CHOICE:
        return spot.quote
    return shown(spot.place, json.loads(spot.quote))


def _choice(spot: Spot, ground: Ground, between: Sequence[Revision]) -> Standing:
    found = ground.choices.get(spot.place)
    kept = json.loads(spot.quote)
    if found is None:
        return Standing(f"Revision {ground.revision.number} does not ask for this choice.")
    if found.raw == kept:
        return CURRENT
    gone = [value_at(each.complete, spot.place) != kept for each in between]
    return Standing(f"This choice was changed{_since(between, gone)}.", now=found.shown)


def _finding(spot: Spot, ground: Ground, between: Sequence[Revision]) -> Standing:
    if any((each.rule, each.message) == (spot.place, spot.quote) for each in ground.findings):
        return CURRENT
    gone = [not _says(each, spot) for each in between]
    said = next((each.message for each in ground.findings if each.rule == spot.place), "")
    became = "says something else" if said else "is gone"
    return Standing(f"This finding {became}{_since(between, gone)}.", now=said)


def _line(spot: Spot, ground: Ground) -> Standing:
    number = ground.revision.number
    lines = ground.lines(spot.place)
    if ground.revision.archive_id is None:
        return Standing(f"Errors blocked revision {number}, so it has no files.")
    if lines is None:
        return Standing(f"This file is not in revision {number}.")
    at = Quote(spot.quote, spot.line or 1).place(lines)
    return Standing(line=at) if at else Standing(f"This line is not in revision {number}.")


def _says(revision: Revision, spot: Spot) -> bool:
    rows: list[dict[str, Any]] = revision.findings
    return any((row["rule"], row["message"]) == (spot.place, spot.quote) for row in rows)


def _since(between: Sequence[Revision], gone: Sequence[bool]) -> str:
    """Name the first revision of those without a break up to this one."""
    last = max((at for at, each in enumerate(gone) if not each), default=-1)
    return f" since revision {between[last + 1].number}" if len(between) > last + 1 else ""

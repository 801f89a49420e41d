"""What applying a change does, in one sentence, and how bad it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """How bad a consequence is, the worst first."""

    REFUSED = "refused"
    OUTAGE = "outage"
    DATA = "data loss"
    SCALES = "scales"
    NEEDS = "needs"
    RESTARTS = "restarts"
    LEFT = "left behind"
    TAKES_EFFECT = "takes effect"


# Each kind as a heading of a page or document.
TITLES = {
    Kind.REFUSED: "Refused by the API server",
    Kind.OUTAGE: "Needs a maintenance window",
    Kind.DATA: "Loses data",
    Kind.SCALES: "Changes the number of pods",
    Kind.NEEDS: "Needs something first",
    Kind.RESTARTS: "Restarts pods",
    Kind.LEFT: "Left behind",
    Kind.TAKES_EFFECT: "Takes effect at once",
}


@dataclass(frozen=True)
class Consequence:
    """What happens to one object, and what to do about it.

    ``instead`` says what to do; ``commands`` are lines of a shell that do it.
    """

    kind: Kind
    text: str
    instead: str = ""
    commands: tuple[str, ...] = ()

"""A spot: the very thing that a thread is about, on one revision."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from configurator.comments.anchors import Ground
from configurator.comments.line_quote import Quote
from configurator.models import Thread
from configurator.plans.stored_findings import Judged

About = Thread.About


@dataclass(frozen=True)
class Spot:
    """What a thread is about. ``quote`` holds what stands there, as a thread keeps it.

    That is a choice's value in JSON, a finding's message, or a line with its neighbours. ``mark``
    tells apart the findings of one rule.
    """

    about: Thread.About
    place: str = ""
    line: int | None = None
    quote: str = ""

    @property
    def mark(self) -> str:
        return mark(self.quote) if self.about == About.FINDING else ""

    @property
    def query(self) -> str:
        """Write the spot as the end of an address."""
        parts = {"about": self.about, "place": self.place, "line": self.line, "mark": self.mark}
        return urlencode({name: value for name, value in parts.items() if value})


def of_thread(thread: Thread) -> Spot:
    """Give the spot of a thread, as it was when the thread began."""
    return Spot(About(thread.about), thread.place, thread.line, thread.quote)


def of_finding(finding: Judged) -> Spot:
    """Give the spot of a finding."""
    return Spot(About.FINDING, finding.rule, quote=finding.message)


def mark(message: str) -> str:
    """Name a finding's message in few characters."""
    return hashlib.sha256(message.encode()).hexdigest()[:12]


def spot_at(ground: Ground, sent: Mapping[str, str]) -> Spot | None:
    """Find the spot that an address names; nothing where the revision has no such thing."""
    place = sent.get("place", "")
    match sent.get("about", ""):
        case About.WHOLE.value:
            return Spot(About.WHOLE)
        case About.CHOICE.value:
            return _choice(ground, place)
        case About.FINDING.value:
            return _finding(ground, place, sent.get("mark", ""))
        case About.LINE.value:
            return line_at(ground, place, sent.get("line", ""))
    return None


def _choice(ground: Ground, path: str) -> Spot | None:
    found = ground.choices.get(path)
    return Spot(About.CHOICE, path, quote=json.dumps(found.raw)) if found else None


def _finding(ground: Ground, rule: str, marked: str) -> Spot | None:
    spots = [of_finding(each) for each in ground.findings if each.rule == rule]
    return next((each for each in spots if each.mark == marked), None)


def line_at(ground: Ground, path: str, line: str) -> Spot | None:
    """Find a line of a file by its number, which counts from 1."""
    lines = ground.lines(path) or []
    numbers = [str(each) for each in range(1, len(lines) + 1)]
    if line not in numbers:
        return None
    return Spot(About.LINE, path, int(line), Quote.of(lines, int(line)).text)

"""The subject of a thread: a whole revision, a choice, a finding or a line of a file."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from configurator.comments.anchors import Anchors
from configurator.comments.line_quote import Quote
from configurator.models import Thread
from configurator.plans.stored_findings import StoredFinding

About = Thread.About


@dataclass(frozen=True)
class Subject:
    """What a thread is about. ``quote`` is its text, as the thread stores it.

    That is a choice's value in JSON, a finding's message, or a line with its neighbours.
    ``fingerprint`` tells apart the findings of one rule.
    """

    about: Thread.About
    path: str = ""
    line: int | None = None
    quote: str = ""

    @property
    def fingerprint(self) -> str:
        return fingerprint(self.quote) if self.about == About.FINDING else ""

    @property
    def identifier(self) -> str:
        """Return a short name of the subject, for the ids of its form."""
        return fingerprint(f"{self.about} {self.path} {self.line} {self.quote}")

    @property
    def query(self) -> str:
        """Write the subject as a URL query, which ``find_subject`` reads."""
        parts = {
            "about": self.about,
            "path": self.path,
            "line": self.line,
            "fingerprint": self.fingerprint,
        }
        return urlencode({name: value for name, value in parts.items() if value})


def thread_subject(thread: Thread) -> Subject:
    """Return the subject of a thread, as it was when the thread began."""
    return Subject(About(thread.about), thread.path, thread.line, thread.quote)


def finding_subject(finding: StoredFinding) -> Subject:
    """Return the subject that a finding is."""
    return Subject(About.FINDING, finding.rule, quote=finding.message)


def fingerprint(message: str) -> str:
    """Return a short hash of a finding's message, or of another text."""
    return hashlib.sha256(message.encode()).hexdigest()[:12]


def find_subject(anchors: Anchors, query: Mapping[str, str]) -> Subject | None:
    """Find the subject that a URL query names, or nothing where the revision does not have it."""
    path = query.get("path", "")
    match query.get("about", ""):
        case About.WHOLE.value:
            return Subject(About.WHOLE)
        case About.CHOICE.value:
            return choice_subject(anchors, path)
        case About.FINDING.value:
            return _finding(anchors, path, query.get("fingerprint", ""))
        case About.LINE.value:
            return line_subject(anchors, path, query.get("line", ""))
    return None


def choice_subject(anchors: Anchors, path: str) -> Subject | None:
    """Find a choice by its path, or nothing where the revision does not have it."""
    choice = anchors.choices.get(path)
    return Subject(About.CHOICE, path, quote=json.dumps(choice.raw)) if choice else None


def _finding(anchors: Anchors, rule: str, wanted: str) -> Subject | None:
    subjects = [finding_subject(finding) for finding in anchors.findings if finding.rule == rule]
    return next((subject for subject in subjects if subject.fingerprint == wanted), None)


def line_subject(anchors: Anchors, path: str, line: str) -> Subject | None:
    """Find a line of a file by its number, which counts from 1."""
    lines = anchors.lines(path) or []
    numbers = [str(number) for number in range(1, len(lines) + 1)]
    if line not in numbers:
        return None
    return Subject(About.LINE, path, int(line), Quote.of(lines, int(line)).text)

"""Whether the subject of a thread is unchanged on another revision, or outdated, and why."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from configurator.comments.anchors import Anchors
from configurator.comments.anchors import stored_value
from configurator.comments.line_quote import Quote
from configurator.comments.subject import About
from configurator.comments.subject import Subject
from configurator.models import Revision
from configurator.wording.values import stored_value_text


@dataclass(frozen=True)
class AnchorState:
    """The state of a subject on a revision. It is current where ``reason`` is empty.

    ``line`` is the line's number on that revision; ``current_text`` is the present value of the
    choice or the present message of the finding.
    """

    reason: str = ""
    line: int | None = None
    current_text: str = ""

    @property
    def outdated(self) -> bool:
        return bool(self.reason)


CURRENT = AnchorState()


def anchor_state(
    subject: Subject, anchors: Anchors, between: Sequence[Revision] = ()
) -> AnchorState:
    """Compare a thread's subject with another revision.

    ``between`` are the revisions after the one where the thread began, up to the other one, in
    order: they tell since when the thread is outdated.
    """
    match subject.about:
        case About.CHOICE:
            return _choice(subject, anchors, between)
        case About.FINDING:
            return _finding(subject, anchors, between)
        case About.LINE:
            return _line(subject, anchors)
    return CURRENT


def original_text(subject: Subject) -> str:
    """Write the choice's value or the finding's message from when the thread began."""
    if subject.about != About.CHOICE:
        return subject.quote
    return stored_value_text(subject.path, json.loads(subject.quote))


def _choice(subject: Subject, anchors: Anchors, between: Sequence[Revision]) -> AnchorState:
    choice = anchors.choices.get(subject.path)
    original = json.loads(subject.quote)
    if choice is None:
        return AnchorState(f"This choice does not apply to revision {anchors.revision.number}.")
    if choice.raw == original:
        return CURRENT
    changed = [stored_value(revision.complete, subject.path) != original for revision in between]
    return AnchorState(
        f"This choice was changed{_since(between, changed)}.", current_text=choice.text
    )


def _finding(subject: Subject, anchors: Anchors, between: Sequence[Revision]) -> AnchorState:
    messages = [finding.message for finding in anchors.findings if finding.rule == subject.path]
    if subject.quote in messages:
        return CURRENT
    changed = [not _has_finding(revision, subject) for revision in between]
    became = "has another message" if messages else "is resolved"
    return AnchorState(
        f"This finding {became}{_since(between, changed)}.",
        current_text=next(iter(messages), ""),
    )


def _line(subject: Subject, anchors: Anchors) -> AnchorState:
    number = anchors.revision.number
    lines = anchors.lines(subject.path)
    if anchors.revision.archive_id is None:
        return AnchorState(f"Errors blocked revision {number}, so it has no files.")
    if lines is None:
        return AnchorState(f"This file is not in revision {number}.")
    line = Quote(subject.quote, subject.line or 1).find_in(lines)
    return (
        AnchorState(line=line) if line else AnchorState(f"This line is not in revision {number}.")
    )


def _has_finding(revision: Revision, subject: Subject) -> bool:
    rows: list[dict[str, Any]] = revision.findings
    return any((row["rule"], row["message"]) == (subject.path, subject.quote) for row in rows)


def _since(between: Sequence[Revision], changed: Sequence[bool]) -> str:
    """Name the first revision of the last unbroken series of changed ones."""
    last = max((at for at, differs in enumerate(changed) if not differs), default=-1)
    return f" since revision {between[last + 1].number}" if len(between) > last + 1 else ""

"""The open threads about lines of files, at the questions that make the lines."""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass

import generators
from configurator.access import Access
from configurator.comments.discussion import Discussion
from configurator.comments.discussion import ThreadView
from configurator.comments.subject import About
from configurator.models import Revision
from configurator.pages.explained_lines import reasons
from configurator.plans import explanations
from configurator.plans.steps import Step

MOST_THREADS = 20
# Of a file whose lines are not explained: one that more choices change belongs to no question.
MOST_CHOICES = 12


@dataclass(frozen=True)
class LineThread:
    """A thread about a line, and the choice of the step that makes the line."""

    view: ThreadView
    path: str


def line_threads(access: Access, step: Step) -> list[LineThread]:
    """List the open threads about lines of the latest revision that a choice of a step makes.

    The lines of several environments take seconds to explain: there a line belongs to the choices
    of its file.
    """
    revision = access.latest
    if revision is None:
        return []
    discussion = Discussion(access, revision)
    rows = discussion.rows.filter(about=About.LINE, resolved=None, pending_of=None)
    views = discussion.views(rows[:MOST_THREADS])
    paths = [choice.path for choice in step.choices]
    threads: list[LineThread] = []
    for file in dict.fromkeys(view.subject.path for view in views):
        of_file = [view for view in views if view.subject.path == file]
        threads += _of_file(revision, file, of_file, paths)
    return threads


def _of_file(
    revision: Revision, path: str, views: Sequence[ThreadView], paths: Collection[str]
) -> Iterable[LineThread]:
    choices = _choices_by_line(revision, path)
    for view in views:
        made_by = choices.get(view.anchor.line or 0, choices.get(0, ()))
        if mine := next((choice for choice in made_by if choice in paths), ""):
            yield LineThread(view, mine)


def _choices_by_line(revision: Revision, path: str) -> dict[int, Sequence[str]]:
    """Map the lines of a file to the choices that make them; the line 0 stands for the others."""
    try:
        file = revision.bundle.file(path) if revision.bundle else None
    except KeyError:
        file = None
    if file is None:
        return {}
    try:
        if revision.plan_file.single:
            return {line.line: line.choices for line in reasons(revision.plan_file, file)}
    except (generators.Unreadable, explanations.Busy):
        pass
    return {0: file.choices} if len(file.choices) <= MOST_CHOICES else {}

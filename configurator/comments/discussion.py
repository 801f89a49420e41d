"""The discussion of a revision: all its threads, each compared with that revision."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from html import unescape

from django.db.models import F
from django.db.models import Prefetch
from django.db.models import QuerySet
from django.utils.html import strip_tags
from django.utils.text import Truncator

from configurator.access import Access
from configurator.comments.anchors import Anchors
from configurator.comments.anchors import RevisionChoice
from configurator.comments.line_quote import Quote
from configurator.comments.outdated import CURRENT
from configurator.comments.outdated import AnchorState
from configurator.comments.outdated import anchor_state
from configurator.comments.outdated import original_text
from configurator.comments.subject import About
from configurator.comments.subject import Subject
from configurator.comments.subject import thread_subject
from configurator.models import Comment
from configurator.models import Configuration
from configurator.models import Revision
from configurator.models import Thread
from configurator.models import User
from configurator.wording.markdown import rendered

EXCERPT = 90
# The revisions in between tell since when a choice or a finding differs.
DATED = {About.CHOICE, About.FINDING}


@dataclass(frozen=True)
class ThreadView:
    """One thread with its comments, and the state of its subject on the revision that is shown."""

    thread: Thread
    subject: Subject
    anchor: AnchorState
    lines: Sequence[str] | None = None

    @property
    def comments(self) -> list[Comment]:
        return list(self.thread.comments.all())

    @property
    def first_comment(self) -> Comment:
        """Return the first comment that is not deleted."""
        return next(comment for comment in self.comments if comment.deleted is None)

    @property
    def excerpt(self) -> str:
        """Return the beginning of the first comment, without its Markdown."""
        words = unescape(strip_tags(rendered(self.first_comment.body))).split()
        return Truncator(" ".join(words)).chars(EXCERPT)

    @property
    def has_comments(self) -> bool:
        """Tell whether any comment is left that is not deleted."""
        return any(comment.deleted is None for comment in self.comments)

    def has_comment_by(self, person: User | None) -> bool:
        """Tell whether a person has a comment in the thread."""
        return any(comment.author == person for comment in self.comments if comment.deleted is None)

    @property
    def original_text(self) -> str:
        """Write the choice's value or the finding's message from when the thread began."""
        return original_text(self.subject)

    @property
    def quoted_lines(self) -> list[tuple[int, str, bool]]:
        """List the line with its neighbours: on this revision, or as quoted where it is gone."""
        if self.lines and self.anchor.line:
            return Quote.of(self.lines, self.anchor.line).numbered
        return Quote(self.subject.quote, self.subject.line or 1).numbered


def open_choice_threads(configuration: Configuration, paths: Iterable[str]) -> list[ThreadView]:
    """List the open threads about choices of the draft, where no thread is outdated."""
    if not configuration.latest:
        return []
    rows = configuration.threads.filter(about=About.CHOICE, path__in=list(paths), resolved=None)
    views = [
        ThreadView(thread, thread_subject(thread), CURRENT)
        for thread in rows.prefetch_related(_comments())
    ]
    return [view for view in views if view.has_comments]


class Discussion:
    """The threads that a visitor may read on a revision: those that began on it or before."""

    def __init__(self, access: Access, revision: Revision) -> None:
        self.access = access
        self.revision = revision
        self.anchors = Anchors(revision)

    @cached_property
    def threads(self) -> tuple[ThreadView, ...]:
        """List all threads that have comments: open ones first, then by age, the oldest first."""
        rows = self._rows()
        views = [self.view_of(thread) for thread in rows]
        if any(view.anchor.outdated and view.subject.about in DATED for view in views):
            between = self._revisions(since=min(thread.revision.number for thread in rows))
            views = [self.view_of(thread, between) for thread in rows]
        return tuple(view for view in views if view.has_comments)

    @property
    def open(self) -> tuple[ThreadView, ...]:
        return tuple(view for view in self.threads if not view.thread.resolved)

    @property
    def resolved(self) -> tuple[ThreadView, ...]:
        return tuple(view for view in self.threads if view.thread.resolved)

    def about(self, subject: Subject) -> tuple[ThreadView, ...]:
        """List the threads about a subject; of a finding or a line only where it is the same."""
        return tuple(view for view in self.threads if _is_about(view, subject))

    def choices(self, selection: str) -> tuple[RevisionChoice, ...]:
        """List the choices: the ``chosen`` ones without default, the ``discussed`` ones, or all."""
        choices = self.anchors.choices.values()
        if selection == "chosen":
            return tuple(choice for choice in choices if not choice.default)
        if selection == "discussed":
            paths = {
                view.subject.path for view in self.threads if view.subject.about == About.CHOICE
            }
            return tuple(choice for choice in choices if choice.path in paths)
        return tuple(choices)

    def in_file(self, path: str) -> tuple[ThreadView, ...]:
        """List the threads about lines of a file, also those whose line is gone."""
        return tuple(
            view
            for view in self.threads
            if view.subject.about == About.LINE and view.subject.path == path
        )

    def view_of(self, thread: Thread, between: Iterable[Revision] = ()) -> ThreadView:
        """Compare a thread's subject with this revision."""
        subject = thread_subject(thread)
        later = [revision for revision in between if revision.number > thread.revision.number]
        lines = self.anchors.lines(subject.path) if subject.about == About.LINE else None
        return ThreadView(thread, subject, anchor_state(subject, self.anchors, later), lines)

    def _rows(self) -> list[Thread]:
        rows = self.access.threads.filter(revision__number__lte=self.revision.number)
        ordered = rows.order_by(F("resolved").asc(nulls_first=True), "created", "pk")
        return list(ordered.prefetch_related(_comments()))

    def _revisions(self, since: int) -> list[Revision]:
        rows = self.access.configuration.revisions.filter(
            number__gt=since, number__lte=self.revision.number
        )
        return list(rows.only("number", "complete", "findings").order_by("number"))


def _is_about(view: ThreadView, subject: Subject) -> bool:
    if (view.subject.about, view.subject.path) != (subject.about, subject.path):
        return False
    if subject.about == About.LINE:
        return view.anchor.line == subject.line
    return subject.about != About.FINDING or view.subject.quote == subject.quote


def _comments() -> Prefetch[str, QuerySet[Comment], str]:
    return Prefetch("comments", Comment.objects.select_related("author"))

"""The discussion of a revision: all its threads, each compared with that revision."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from html import unescape

from django.db.models import Count
from django.db.models import Exists
from django.db.models import F
from django.db.models import OuterRef
from django.db.models import Prefetch
from django.db.models import Q
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
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
from configurator.plans.environments import key_of
from configurator.wording.markdown import rendered

EXCERPT = 90
MOST_IN_SUMMARY = 10
MOST_BESIDE = 50  # threads that a page shows beside their subjects
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
    def original_text(self) -> str:
        """Write the choice's value or the finding's message from when the thread began."""
        return original_text(self.subject)

    @property
    def quoted_lines(self) -> list[tuple[int, str, bool]]:
        """List the line with its neighbours: on this revision, or as quoted where it is gone."""
        if self.lines and self.anchor.line:
            return Quote.of(self.lines, self.anchor.line).numbered
        return Quote(self.subject.quote, self.subject.line or 1).numbered


def open_threads_about(
    configuration: Configuration, keys: Iterable[str], rules: Iterable[str]
) -> list[ThreadView]:
    """List the open threads about choices or findings of the draft, where none is outdated.

    ``keys`` are paths of choices, of which an environment may have its own value.
    """
    if not configuration.latest:
        return []
    paths = list(keys)
    own = [key_of(name, path) for name in configuration.environments for path in paths]
    about = Q(about=About.CHOICE, path__in=[*paths, *own])
    about |= Q(about=About.FINDING, path__in=list(rules))
    rows = configuration.threads.filter(about, resolved=None, pending_of=None)
    rows = with_comments(rows, Comment.objects.filter(pending=False))[:MOST_BESIDE]
    return [ThreadView(thread, thread_subject(thread), CURRENT) for thread in rows]


def with_comments(rows: QuerySet[Thread], comments: QuerySet[Comment]) -> QuerySet[Thread]:
    """Keep the threads that have one of these comments left, and load these with them."""
    left = comments.filter(thread=OuterRef("pk"), deleted=None).order_by()
    return rows.filter(Exists(left)).prefetch_related(_loaded(comments))


def _loaded(comments: QuerySet[Comment]) -> Prefetch[str, QuerySet[Comment], str]:
    return Prefetch("comments", comments.select_related("author", "taker"))


class Discussion:
    """The threads that a visitor may read on a revision: those that began on it or before.

    A page asks for the threads that it shows: a configuration can have thousands of them. Of the
    threads beside their subjects it shows ``MOST_BESIDE``; the page of the discussion has all.
    """

    def __init__(self, access: Access, revision: Revision) -> None:
        self.access = access
        self.revision = revision
        self.anchors = Anchors(revision)

    @property
    def rows(self) -> QuerySet[Thread]:
        """Find all threads that have comments: open ones first, then by age, the oldest first."""
        rows = self.access.threads.filter(revision__number__lte=self.revision.number)
        rows = with_comments(rows, self.access.comments)
        return rows.order_by(F("resolved").asc(nulls_first=True), "created", "pk")

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """Count the threads: ``all`` of them, and those that are ``open``."""
        rows = self.rows.order_by()
        return rows.aggregate(all=Count("pk"), open=Count("pk", filter=Q(resolved=None)))

    @property
    def count(self) -> int:
        return self.counts["all"]

    @property
    def open_count(self) -> int:
        return self.counts["open"]

    @property
    def resolved_count(self) -> int:
        return self.counts["all"] - self.counts["open"]

    @cached_property
    def first_open(self) -> tuple[ThreadView, ...]:
        """List the first open threads, for a summary."""
        return self.views(self.rows.filter(resolved=None)[:MOST_IN_SUMMARY])

    @cached_property
    def by_choice(self) -> Mapping[str, Sequence[ThreadView]]:
        """Map the paths of choices to the threads about them."""
        return self._by_path(About.CHOICE)

    @cached_property
    def by_rule(self) -> Mapping[str, Sequence[ThreadView]]:
        """Map the slugs of rules to the threads about their findings."""
        return self._by_path(About.FINDING)

    def about(self, subject: Subject) -> tuple[ThreadView, ...]:
        """List the threads about a subject; of a finding or a line only where it is the same."""
        match subject.about:
            case About.CHOICE:
                views = self.by_choice.get(subject.path, ())
            case About.FINDING:
                views = self.by_rule.get(subject.path, ())
            case About.LINE:
                views = self.in_file(subject.path)
            case _:
                views = self.views(self.rows.filter(about=subject.about)[:MOST_BESIDE])
        return tuple(view for view in views if _is_about(view, subject))

    def choices(self, selection: str) -> tuple[RevisionChoice, ...]:
        """List the choices: the ``chosen`` ones without default, the ``discussed`` ones, or all."""
        choices = self.anchors.choices.values()
        if selection == "chosen":
            return tuple(choice for choice in choices if not choice.default)
        if selection == "discussed":
            paths = self._discussed
            return tuple(choice for choice in choices if choice.path in paths)
        return tuple(choices)

    @cached_property
    def _discussed(self) -> set[str]:
        rows = self.rows.filter(about=About.CHOICE).order_by()
        return set(rows.prefetch_related(None).values_list("path", flat=True).distinct())

    def in_file(self, path: str) -> tuple[ThreadView, ...]:
        """List the threads about lines of a file, also those whose line is gone."""
        return self.views(self.rows.filter(about=About.LINE, path=path)[:MOST_BESIDE])

    def left_out(self, about: About, path: str = "") -> int:
        """Count the threads about choices, findings or lines of a file that no page shows."""
        rows = self.rows.filter(about=about).order_by()
        rows = rows.filter(path=path) if path else rows
        return max(0, rows.count() - MOST_BESIDE)

    def in_files(self, paths: Iterable[str]) -> tuple[ThreadView, ...]:
        """List the threads about lines of several files."""
        rows = self.rows.filter(about=About.LINE, path__in=list(paths))
        return self.views(rows[:MOST_BESIDE])

    def views(self, rows: Iterable[Thread]) -> tuple[ThreadView, ...]:
        """Compare the subjects of threads with this revision."""
        rows = list(rows)
        views = [self.view_of(thread) for thread in rows]
        if any(view.anchor.outdated and view.subject.about in DATED for view in views):
            between = self._revisions(since=min(thread.revision.number for thread in rows))
            views = [self.view_of(thread, between) for thread in rows]
        return tuple(views)

    def view_of(self, thread: Thread, between: Iterable[Revision] = ()) -> ThreadView:
        """Compare a thread's subject with this revision."""
        subject = thread_subject(thread)
        later = [revision for revision in between if revision.number > thread.revision.number]
        lines = self.anchors.lines(subject.path) if subject.about == About.LINE else None
        return ThreadView(thread, subject, anchor_state(subject, self.anchors, later), lines)

    def thread(self, key: int) -> ThreadView:
        """Find a thread by its key, as it is on this revision; 404 where there is none."""
        rows = self.access.threads.prefetch_related(_loaded(self.access.comments))
        return self.view_of(get_object_or_404(rows, pk=key))

    def _by_path(self, about: About) -> dict[str, list[ThreadView]]:
        views: dict[str, list[ThreadView]] = {}
        for view in self.views(self.rows.filter(about=about)[:MOST_BESIDE]):
            views.setdefault(view.subject.path, []).append(view)
        return views

    def _revisions(self, since: int) -> list[Revision]:
        rows = self.access.configuration.revisions.filter(
            number__gt=since, number__lte=self.revision.number
        )
        return list(rows.only("number", "complete", "findings").order_by("number"))


def _is_about(view: ThreadView, subject: Subject) -> bool:
    if subject.about == About.LINE:
        return view.anchor.line == subject.line
    return subject.about != About.FINDING or view.subject.quote == subject.quote

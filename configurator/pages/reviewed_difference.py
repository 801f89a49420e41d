"""The threads about what a comparison shows, on both of its sides, and the links to add to them."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from urllib.parse import urlencode

from django.urls import reverse

from configurator.access import Access
from configurator.access import Right
from configurator.comments.discussion import Discussion
from configurator.comments.discussion import ThreadView
from configurator.comments.subject import About
from configurator.comments.subject import Subject
from configurator.comments.subject import finding_subject
from configurator.comparison import Comparison
from configurator.comparison.files import FileChange
from configurator.comparison.inputs import Input
from configurator.comparison.lines import DiffLine
from configurator.comparison.sections import Section
from configurator.models import Revision
from configurator.plans.stored_findings import StoredFinding

Views = Callable[["ReviewedSide"], Iterable[ThreadView]]
BETWEEN = "-"  # of the two sides that a page compares


@dataclass(frozen=True)
class CommentLink:
    """The URL of the page to comment on something, and of the form that opens in place.

    ``fragment`` is empty where the visitor has to sign in first.
    """

    url: str
    fragment: str


class ReviewedSide:
    """A side of a comparison that is a revision, as it was saved, with its threads.

    ``compared`` names what the page compares: the numbers of two revisions, a preset and a number,
    or the number of one revision on its page.
    """

    def __init__(self, access: Access, revision: Revision, compared: str = "") -> None:
        self.access, self.revision, self.compared = access, revision, compared
        self.discussion = Discussion(access, revision)

    @cached_property
    def commentable(self) -> bool:
        """Tell whether the visitor may comment, or could after signing in."""
        return self.access.may(Right.REVIEW) or self.access.may_after_signing_in

    def link(self, subject: Subject) -> CommentLink | None:
        """Return the link to comment on a subject, or nothing where the visitor may not."""
        if not self.commentable:
            return None
        query = subject.query
        compared = f"&{urlencode({'compared': self.compared})}" if self.compared else ""
        page, fragment = self._urls
        in_place = f"{fragment}?{query}" if self.access.person else ""
        return CommentLink(f"{page}?{query}{compared}", in_place)

    def file_url(self, path: str) -> str:
        """Return the URL of a file of the revision, line by line."""
        return reverse(
            "revision-file", args=[self.access.configuration.pk, self.revision.number, path]
        )

    @cached_property
    def _urls(self) -> tuple[str, str]:
        key, number = self.access.configuration.pk, self.revision.number
        names = ("thread-new", "thread-new-beside")
        page, fragment = (reverse(name, args=[key, number]) for name in names)
        return page, fragment


@dataclass(frozen=True)
class ShownThread:
    """A thread on a side of a comparison."""

    side: ReviewedSide
    view: ThreadView


class ReviewedDifference:
    """The sides of a comparison that can be discussed: revisions as they were saved.

    Where both show a thread, it is shown once, on the right side.
    """

    def __init__(
        self,
        left: ReviewedSide | None,
        right: ReviewedSide | None,
        files: Iterable[FileChange] = (),
    ) -> None:
        self.left, self.right = left, right
        self.files = tuple(files)

    def __bool__(self) -> bool:
        """Tell whether a side can be discussed."""
        return bool(self.left or self.right)

    @property
    def is_one_configuration(self) -> bool:
        """Tell whether the sides that can be discussed belong to one configuration."""
        sides = filter(None, (self.left, self.right))
        return len({side.access.configuration.pk for side in sides}) == 1

    def of_choice(self, path: str) -> list[ShownThread]:
        """List the threads about a choice."""
        return self._once(lambda side: side.discussion.by_choice.get(path, ()))

    def of_findings(self, *findings: StoredFinding) -> list[ShownThread]:
        """List the threads about a finding, with what its message was on the other side."""
        subjects = [finding_subject(finding) for finding in findings]
        return self._once(
            lambda side: [view for subject in subjects for view in side.discussion.about(subject)]
        )

    def at_line(self, change: FileChange, line: DiffLine) -> list[ShownThread]:
        """List the threads about a line of the difference."""
        threads = []
        if line.new and change.new:
            threads += self._lines.get(("right", change.new.path, line.new), [])
        if line.old and change.old:
            threads += self._lines.get(("left", change.old.path, line.old), [])
        return threads

    def in_file(self, change: FileChange) -> int:
        """Count the threads about lines of a file."""
        sides = {"left": change.old, "right": change.new}
        paths = {(name, file.path) for name, file in sides.items() if file}
        return sum(len(rows) for key, rows in self._lines.items() if key[:2] in paths)

    @cached_property
    def _lines(self) -> dict[tuple[str, str, int], list[ShownThread]]:
        lines: dict[tuple[str, str, int], list[ShownThread]] = {}
        listed: set[int] = set()
        for name, side in (("right", self.right), ("left", self.left)):
            for view in side.discussion.in_files(self._paths(name)) if side else ():
                if view.anchor.line and view.thread.pk not in listed and side:
                    listed.add(view.thread.pk)
                    key = (name, view.subject.path, view.anchor.line)
                    lines.setdefault(key, []).append(ShownThread(side, view))
        return lines

    @property
    def newest(self) -> ReviewedSide | None:
        """Return the side with the later revision, which has the threads of both."""
        sides = filter(None, (self.left, self.right))
        return max(sides, key=lambda side: side.revision.number, default=None)

    def _paths(self, name: str) -> list[str]:
        sides = ((change.new if name == "right" else change.old) for change in self.files)
        return [file.path for file in sides if file]

    def _once(self, views_of: Views) -> list[ShownThread]:
        threads: dict[int, ShownThread] = {}
        for side in filter(None, (self.right, self.left)):
            for view in views_of(side):
                threads.setdefault(view.thread.pk, ShownThread(side, view))
        return list(threads.values())


def reviewed_difference(
    left: Input, right: Input, files: Iterable[FileChange]
) -> ReviewedDifference:
    """Return the sides of a comparison that can be discussed."""
    compared = ""
    if right.revision and left.reference.preset:
        compared = f"{left.reference.preset}{BETWEEN}{right.revision.number}"
    elif left.revision and right.revision and _same_configuration(left, right):
        compared = f"{left.revision.number}{BETWEEN}{right.revision.number}"
    return ReviewedDifference(_side(left, compared), _side(right, compared), files)


@dataclass(frozen=True)
class ThreadsLeftOut:
    """The number of open threads that a comparison does not show, and the URL of all of them."""

    count: int
    url: str


def threads_left_out(
    reviewed: ReviewedDifference, comparison: Comparison, sections: Iterable[Section], path: str
) -> ThreadsLeftOut | None:
    """Count the open threads about what the comparison, or its one file ``path``, does not show.

    Nothing where there are none, or where the sides belong to two configurations.
    """
    side = reviewed.newest
    if side is None or not reviewed.is_one_configuration or not side.discussion.open_count:
        return None
    rows = chain(_in_lines(reviewed, sections), () if path else _beside(reviewed, comparison))
    keys = {row.view.thread.pk for row in rows if not row.view.thread.resolved}
    count = side.discussion.open_count - len(keys)
    page = reverse("discussion", args=[side.access.configuration.pk, side.revision.number])
    return ThreadsLeftOut(count, f"{page}?show=open") if count > 0 else None


def _beside(reviewed: ReviewedDifference, comparison: Comparison) -> Iterator[ShownThread]:
    """List the threads about the choices and findings that differ."""
    groups = (
        *(step.changes for step in comparison.steps),
        *(environment.changes for environment in comparison.environments),
    )
    for change in chain.from_iterable(groups):
        yield from reviewed.of_choice(change.path)
    findings = comparison.findings
    for finding in (*findings.new, *findings.resolved):
        yield from reviewed.of_findings(finding)
    for changed in findings.changed:
        yield from reviewed.of_findings(changed.new, changed.old)


def _in_lines(reviewed: ReviewedDifference, sections: Iterable[Section]) -> Iterator[ShownThread]:
    """List the threads about the lines that the page shows."""
    for section in sections:
        if section.inline and reviewed.in_file(section.change):
            for hunk in section.hunks:
                for line in hunk.lines:
                    yield from reviewed.at_line(section.change, line)


def _same_configuration(left: Input, right: Input) -> bool:
    return left.reference.key == right.reference.key


def _side(side: Input, compared: str) -> ReviewedSide | None:
    if side.access is None or side.revision is None:
        return None
    return ReviewedSide(side.access, side.revision, compared)


def line_subject(path: str, number: int) -> Subject:
    """Return a line of a file as the subject of a link."""
    return Subject(About.LINE, path, number)


def choice_subject(path: str) -> Subject:
    """Return a choice as the subject of a link."""
    return Subject(About.CHOICE, path)

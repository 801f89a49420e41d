"""Template filters and tags for threads and comments."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

import generators
from configurator.comments import subject
from configurator.comments.discussion import Discussion
from configurator.comments.discussion import ThreadView
from configurator.comments.line_quote import Quote
from configurator.comments.outdated import original_text
from configurator.comments.subject import Subject
from configurator.comments.viewed import Viewed
from configurator.comparison.files import FileChange
from configurator.comparison.lines import DiffLine
from configurator.events import sentences
from configurator.forms.comments import CommentForm
from configurator.forms.comments import suggestable
from configurator.models import Comment
from configurator.models import Configuration
from configurator.models import Thread
from configurator.pages.reviewed_difference import CommentLink
from configurator.pages.reviewed_difference import ReviewedDifference
from configurator.pages.reviewed_difference import ReviewedSide
from configurator.pages.reviewed_difference import ShownThread
from configurator.pages.reviewed_difference import choice_subject
from configurator.pages.reviewed_difference import line_subject
from configurator.plans.stored_findings import StoredFinding
from configurator.wizard import progress
from configurator.wording.values import stored_value_text

register = template.Library()
IN_PLACE = ' hx-get="{}" hx-trigger="click once"'
WHY_LINE = '<a href="{}?line={}#L{}" tabindex="-1" aria-label="Why line {} of {} is there">{}</a>'
LINE_NUMBER = '<a href="{}"{}{} aria-label="Comment on line {} of {}">{}</a>'

register.filter("finding_subject", subject.finding_subject)
register.filter("original_text", original_text)
register.filter("subject_name", sentences.subject_name)


@register.filter
def choice_threads(discussion: Discussion, path: str) -> tuple[ThreadView, ...]:
    """List the threads about a choice."""
    return tuple(discussion.by_choice.get(path, ()))


@register.filter
def subject_threads(discussion: Discussion, subject: Subject) -> tuple[ThreadView, ...]:
    """List the threads about a subject."""
    return discussion.about(subject)


@register.filter
def quoted_lines(subject: Subject) -> list[tuple[int, str, bool]]:
    """List the quoted line of a subject with its neighbours."""
    return Quote(subject.quote, subject.line or 1).numbered


@register.filter
def choice_field_url(configuration: Configuration, path: str) -> str:
    """Return the URL of a choice's field in the draft; empty where the draft is unreadable."""
    try:
        return progress.first_choice_url(configuration, [path])
    except generators.Unreadable:
        return ""


@register.filter
def finding_id(finding: StoredFinding) -> str:
    """Return the id of a finding on a page."""
    return f"{finding.rule}-{subject.fingerprint(finding.message)}"


@register.simple_tag
def comment_form(
    thread: Thread | None = None,
    *,
    focus: object = None,
    discussion: Discussion | None = None,
    subject: Subject | None = None,
) -> CommentForm:
    """Return an empty form for a reply, or for a new thread; ``focus`` puts the cursor into it.

    A value can be suggested where the ``subject`` is a choice.
    """
    suggested = suggestable(discussion, subject) if discussion and subject else {}
    form = CommentForm(of=str(thread.pk) if thread else "new", **suggested)
    if focus:
        form.fields["body"].widget.attrs["autofocus"] = True
    return form


@register.simple_tag
def line_number(side: ReviewedSide, path: str, number: int, *, changed: bool) -> SafeString:
    """Write the number of a line as the link to comment on it, or to why it is there.

    Only the numbers of changed lines are stops of the keyboard: a difference has many lines.
    """
    link = side.link(line_subject(path, number))
    if link is None:
        return format_html(WHY_LINE, side.file_url(path), number, number, number, path, number)
    in_place = format_html(IN_PLACE, link.fragment) if link.fragment else ""
    skipped = "" if changed else SafeString(' tabindex="-1"')
    return format_html(LINE_NUMBER, link.url, in_place, skipped, number, path, number)


@register.simple_tag
def choice_link(side: ReviewedSide, path: str) -> CommentLink | None:
    """Return the link to comment on a choice."""
    return side.link(choice_subject(path))


@register.simple_tag
def finding_link(side: ReviewedSide, finding: StoredFinding) -> CommentLink | None:
    """Return the link to comment on a finding."""
    return side.link(subject.finding_subject(finding))


@register.simple_tag
def line_threads(
    reviewed: ReviewedDifference, change: FileChange, *lines: DiffLine | None
) -> list[ShownThread]:
    """List the threads about a line of a difference, or about both lines of a row."""
    return [
        thread
        for line in dict.fromkeys(filter(None, lines))
        for thread in reviewed.at_line(change, line)
    ]


@register.simple_tag
def choice_threads_of(reviewed: ReviewedDifference, path: str) -> list[ShownThread]:
    """List the threads about a choice of a comparison."""
    return reviewed.of_choice(path)


@register.simple_tag
def finding_threads_of(reviewed: ReviewedDifference, *findings: StoredFinding) -> list[ShownThread]:
    """List the threads about a finding of a comparison."""
    return reviewed.of_findings(*findings)


@register.filter
def suggested_text(comment: Comment, key: str) -> str:
    """Write the value that a comment suggests for a choice."""
    return stored_value_text(key, (comment.suggestion or {}).get("value"))


@register.simple_tag
def tick(ticks: Viewed | str, about: str, path: str) -> bool:
    """Tell whether a file or a choice is ticked as viewed; no page has ticks of a draft."""
    return isinstance(ticks, Viewed) and ticks.has(about, path)


@register.filter
def threads_in(reviewed: ReviewedDifference, change: FileChange) -> int:
    """Count the threads about lines of a changed file."""
    return reviewed.in_file(change) if reviewed else 0

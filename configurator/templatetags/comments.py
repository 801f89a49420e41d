"""Template filters and tags for threads and comments."""

from __future__ import annotations

from django import template

import generators
from configurator.comments import subject
from configurator.comments.discussion import Discussion
from configurator.comments.discussion import ThreadView
from configurator.comments.line_quote import Quote
from configurator.comments.outdated import original_text
from configurator.comments.subject import Subject
from configurator.forms.comments import CommentForm
from configurator.models import Configuration
from configurator.models import Thread
from configurator.plans.stored_findings import StoredFinding
from configurator.wizard import progress

register = template.Library()

register.filter("finding_subject", subject.finding_subject)
register.filter("original_text", original_text)


@register.filter
def choice_threads(discussion: Discussion, path: str) -> tuple[ThreadView, ...]:
    """List the threads about a choice."""
    return discussion.about(Subject(subject.About.CHOICE, path))


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
def comment_form(thread: Thread | None = None, *, focus: object = None) -> CommentForm:
    """Return an empty form for a reply, or for a new thread; ``focus`` puts the cursor into it."""
    form = CommentForm(of=str(thread.pk) if thread else "new")
    if focus:
        form.fields["body"].widget.attrs["autofocus"] = True
    return form

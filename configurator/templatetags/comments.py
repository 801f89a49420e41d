"""How talk is written in a page."""

from __future__ import annotations

from django import template

import generators
from configurator.comments import subject
from configurator.comments.discussion import Discussion
from configurator.comments.discussion import Talk
from configurator.comments.discussion import open_on
from configurator.comments.line_quote import Quote
from configurator.comments.outdated import was
from configurator.comments.subject import Spot
from configurator.forms.comments import CommentForm
from configurator.models import Configuration
from configurator.models import Thread
from configurator.plans.steps import Step
from configurator.plans.stored_findings import Judged
from configurator.wizard import progress

register = template.Library()

register.filter("finding_spot", subject.of_finding)
register.filter("said_there", was)


@register.filter
def talks_about(discussion: Discussion, path: str) -> tuple[Talk, ...]:
    """List the threads about a choice."""
    return discussion.at(Spot(subject.About.CHOICE, path))


@register.filter
def quoted_lines(spot: Spot) -> list[tuple[int, str, bool]]:
    """List the lines around the one that is meant."""
    return Quote(spot.quote, spot.line or 1).numbered


@register.filter
def talks_at(discussion: Discussion, spot: Spot) -> tuple[Talk, ...]:
    """List the threads about one thing."""
    return discussion.at(spot)


@register.simple_tag
def open_on_step(draft: Configuration, step: Step) -> list[Talk]:
    """List the open threads about the choices of a step."""
    return open_on(draft, [each.path for each in step.choices])


@register.filter
def field_of(configuration: Configuration, path: str) -> str:
    """Give the address of a choice's field in the draft, where this version can read the draft."""
    try:
        return progress.place_of(configuration, [path])
    except generators.Unreadable:
        return ""


@register.filter
def finding_mark(finding: Judged) -> str:
    """Name a finding, for the end of an address."""
    return f"{finding.rule}-{subject.mark(finding.message)}"


@register.simple_tag
def comment_form(thread: Thread | None = None, *, focus: object = None) -> CommentForm:
    """Give an empty form, for a thread or for a new one; with the focus where it was asked for."""
    form = CommentForm(of=str(thread.pk) if thread else "new")
    if focus:
        form.fields["body"].widget.attrs["autofocus"] = True
    return form

"""The discussion of a revision: all its threads, and its choices with their threads."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import Exists
from django.db.models import OuterRef
from django.db.models import QuerySet
from django.http import Http404
from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import redirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from configurator import access
from configurator.access import Access
from configurator.comments.discussion import Discussion
from configurator.comments.subject import About
from configurator.comments.subject import Subject
from configurator.comments.subject import choice_subject
from configurator.models import Comment
from configurator.models import Thread
from configurator.pages.configuration_frame import framed

THREADS_PER_PAGE = 50
THREAD_FILTERS = {"": "All", "open": "Open", "resolved": "Resolved", "mine": "My comments"}
CHOICE_FILTERS = {"": "All", "chosen": "Changed from the default", "discussed": "With comments"}


@require_safe
def latest(request: HttpRequest, key: UUID) -> HttpResponse:
    """Redirect to the discussion of the latest revision that this visitor may see."""
    revision = access.to(request, key).latest
    if revision is None:
        raise Http404(key)
    url = reverse("discussion", args=[key, revision.number])
    thread = request.GET.get("thread", "")
    return redirect(f"{url}?{urlencode({'thread': thread})}" if thread else url)


@require_safe
def discussion(request: HttpRequest, key: UUID, number: int) -> HttpResponse:
    """List the threads, the open ones first."""
    grant = access.to(request, key)
    discussion = Discussion(grant, grant.revision(number))
    selection = request.GET.get("show", "")
    selection = selection if selection in THREAD_FILTERS else ""
    selected = filtered(grant, discussion, selection)
    page_number = _page_of(selected, request.GET.get("thread", "")) or request.GET.get("page")
    page = Paginator(selected, THREADS_PER_PAGE).get_page(page_number)
    views = discussion.views(page.object_list)
    context = {
        **discussion_page(grant, discussion),
        "whole": Subject(About.WHOLE),
        "suggestions": grant.open_suggestions.count(),
        "show": selection,
        "filters": [
            (name, title, _count(grant, discussion, name)) for name, title in THREAD_FILTERS.items()
        ],
        "page": page,
        "query": urlencode({"show": selection}) if selection else "",
        "open": [view for view in views if not view.thread.resolved],
        "resolved": [view for view in views if view.thread.resolved],
    }
    return render(request, "comments/discussion.html", context)


def _page_of(rows: QuerySet[Thread], key: str) -> int | None:
    """Return the number of the page that a thread is on, or nothing where it is not listed."""
    if not key:
        return None
    keys = [str(number) for number in rows.prefetch_related(None).values_list("pk", flat=True)]
    return keys.index(key) // THREADS_PER_PAGE + 1 if key in keys else None


@require_safe
def choices(request: HttpRequest, key: UUID, number: int) -> HttpResponse:
    """List the revision's choices, each with the threads about it."""
    grant = access.to(request, key)
    discussion = Discussion(grant, grant.revision(number))
    selected = choice_subject(discussion.anchors, request.GET.get("choice", ""))
    by_filter = {name: discussion.choices(name) for name in CHOICE_FILTERS}
    selection = request.GET.get("show", "")
    selection = selection if selection in CHOICE_FILTERS and not selected else ""
    paths = {choice.path for choice in by_filter[selection]}
    sections = [
        (section, [choice for choice in section.choices if choice.path in paths])
        for section in discussion.anchors.sections
    ]
    context = {
        **framed(grant, "choices", revision=discussion.revision, discussion=discussion),
        "selected": selected,
        "left_out": discussion.left_out(About.CHOICE),
        "show": selection,
        "filters": [(name, title, len(by_filter[name])) for name, title in CHOICE_FILTERS.items()],
        "sections": [(section, choices) for section, choices in sections if choices],
    }
    return render(request, "comments/choices.html", context)


def discussion_page(grant: Access, discussion: Discussion) -> dict[str, Any]:
    """Gather what every page with threads shows."""
    return framed(grant, "discussion", revision=discussion.revision, discussion=discussion)


def filtered(grant: Access, discussion: Discussion, selection: str) -> QuerySet[Thread]:
    """Find the threads of a filter."""
    match selection:
        case "open":
            return discussion.rows.filter(resolved=None)
        case "resolved":
            return discussion.rows.exclude(resolved=None)
        case "mine":
            own = Comment.objects.filter(author=grant.person, deleted=None).order_by()
            return discussion.rows.filter(Exists(own.filter(thread=OuterRef("pk"))))
    return discussion.rows


def _count(grant: Access, discussion: Discussion, selection: str) -> int:
    counts = {
        "": discussion.count,
        "open": discussion.open_count,
        "resolved": discussion.resolved_count,
    }
    if selection in counts:
        return counts[selection]
    return filtered(grant, discussion, selection).count() if grant.person else 0

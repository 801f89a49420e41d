"""Where people talk about a revision: all its threads, and its choices and files with theirs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.core.paginator import Paginator
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
from configurator.comments.discussion import Talk
from configurator.comments.subject import About
from configurator.comments.subject import Spot
from configurator.comments.subject import spot_at
from configurator.pages.configuration_frame import framed

# What a reader may narrow the list down to, in the words of the page.
A_PAGE = 50
SHOWN = {"": "All", "open": "Open", "resolved": "Resolved", "mine": "With words of mine"}
ANSWERED = {"": "All", "chosen": "Other than the default", "discussed": "Commented on"}


@require_safe
def latest(request: HttpRequest, key: UUID) -> HttpResponse:
    """Lead to the talk about the latest revision that this visitor may see."""
    shown = access.to(request, key).latest
    if shown is None:
        raise Http404(key)
    address = reverse("discussion", args=[key, shown.number])
    wanted = request.GET.get("thread", "")
    return redirect(f"{address}?{urlencode({'thread': wanted})}" if wanted else address)


@require_safe
def conversation(request: HttpRequest, key: UUID, number: int) -> HttpResponse:
    """List the threads, those still open first."""
    here = access.to(request, key)
    discussion = Discussion(here, here.revision(number))
    wanted = request.GET.get("show", "")
    wanted = wanted if wanted in SHOWN else ""
    listed = narrowed(here, discussion, wanted)
    number_of_page = _page_of(listed, request.GET.get("thread", "")) or request.GET.get("page")
    threads = Paginator(listed, A_PAGE).get_page(number_of_page)
    context = {
        **page(here, discussion),
        "whole": Spot(About.WHOLE),
        "show": wanted,
        "filters": [
            (name, title, len(narrowed(here, discussion, name))) for name, title in SHOWN.items()
        ],
        "threads": threads,
        "query": urlencode({"show": wanted}) if wanted else "",
        "open": [each for each in threads if not each.thread.resolved],
        "resolved": [each for each in threads if each.thread.resolved],
    }
    return render(request, "comments/discussion.html", context)


def _page_of(listed: Sequence[Talk], key: str) -> int | None:
    """Find the page on which a thread stands, counted from 1; nothing where it is not listed."""
    keys = [str(each.thread.pk) for each in listed]
    return keys.index(key) // A_PAGE + 1 if key in keys else None


@require_safe
def choices(request: HttpRequest, key: UUID, number: int) -> HttpResponse:
    """List the revision's choices, each with the threads about it."""
    here = access.to(request, key)
    discussion = Discussion(here, here.revision(number))
    asked = {"about": About.CHOICE.value, "place": request.GET.get("choice", "")}
    chosen = spot_at(discussion.ground, asked)
    shown = {name: discussion.answered(name) for name in ANSWERED}
    wanted = request.GET.get("show", "")
    context = {
        **page(here, discussion),
        "here": "choices",
        "chosen": chosen,
        "show": wanted if wanted in ANSWERED and not chosen else "",
        "filters": [(name, title, len(shown[name])) for name, title in ANSWERED.items()],
    }
    paths = {each.path for each in shown[context["show"]]}
    context["chapters"] = [
        (chapter, found)
        for chapter in discussion.ground.chapters
        if (found := [each for each in chapter.answers if each.path in paths])
    ]
    return render(request, "comments/choices.html", context)


def page(here: Access, discussion: Discussion) -> dict[str, Any]:
    """Gather what every page with talk on it needs."""
    return framed(here, "discussion", revision=discussion.revision, discussion=discussion)


def narrowed(here: Access, discussion: Discussion, wanted: str) -> list[Talk]:
    """List the threads that a reader asked for."""
    match wanted:
        case "open":
            return list(discussion.open)
        case "resolved":
            return list(discussion.resolved)
        case "mine":
            return [each for each in discussion.talks if each.by(here.person)]
    return list(discussion.talks)

"""Ticking files and choices of a revision as viewed."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import redirect
from django.shortcuts import render
from django.views.decorators.http import require_POST

from configurator import access
from configurator.comments.viewed import Viewed
from configurator.forms.viewed import ViewedForm
from configurator.services.viewed import set_viewed
from configurator.views.comment_form import page_before


@require_POST
def tick(request: HttpRequest, key: UUID, number: int) -> HttpResponse:
    """Tick a file or a choice as viewed, and go back to the page that shows it."""
    grant = access.to(request, key)
    revision = grant.revision(number)
    grant.signed  # noqa: B018 - 403 where nobody is signed in
    form = ViewedForm(request.POST)
    if form.is_valid():
        set_viewed(grant, revision, **form.tick)
    return redirect(f"{page_before(request, key, number)}#{request.POST.get('at', 'files')}")


@require_POST
def tick_beside(request: HttpRequest, key: UUID, number: int) -> HttpResponse:
    """Tick a file or a choice as viewed, and send its button as a fragment."""
    grant = access.to(request, key)
    revision = grant.revision(number)
    grant.signed  # noqa: B018 - 403 where nobody is signed in
    form = ViewedForm(request.POST)
    if form.is_valid():
        set_viewed(grant, revision, **form.tick)
    context = {
        "ticks": Viewed(grant, revision),
        "about": request.POST.get("about", ""),
        "path": request.POST.get("path", ""),
        "back": request.POST.get("back", ""),
        "at": request.POST.get("at", ""),
        "pressed": True,
    }
    return render(request, "comments/tick.html", context)

"""One file of a revision's bundle, line by line, with what was said of its lines."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404
from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from configurator import access
from configurator.comments.discussion import Discussion
from configurator.comments.file_view import listing
from configurator.comments.subject import line_at
from configurator.views.discussion import page


@require_safe
def file(request: HttpRequest, key: UUID, number: int, place: str) -> HttpResponse:
    """Show one file of the revision's bundle, with the threads about its lines."""
    here = access.to(request, key)
    shown = here.revision(number)
    try:
        found = shown.bundle.file(place) if shown.bundle else None
    except KeyError:
        found = None
    if found is None:
        raise Http404(place)
    discussion = Discussion(here, shown)
    chosen = line_at(discussion.ground, place, request.GET.get("line", ""))
    context = {
        **page(here, discussion),
        "here": "revision",
        "file": found,
        "chosen": chosen,
        "listing": listing(found.text, discussion.in_file(place), chosen),
        "gone": [each for each in discussion.in_file(place) if each.standing.line is None],
    }
    return render(request, "revisions/file.html", context)

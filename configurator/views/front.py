"""The front page: start from a preset, from blank or from a file, or continue."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import redirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods
from django.views.decorators.http import require_POST
from django.views.decorators.http import require_safe

import generators
from configurator import access
from configurator.pages.preset_cards import cards
from configurator.plans import uploads
from configurator.queries import configuration_list
from configurator.queries.scopes import deleted
from configurator.queries.scopes import scopes
from configurator.services import drafts
from configurator.services.purge import RESTORE_PERIOD

MOST_DRAFTS = 50
MOST_CONFIGURATIONS = 5


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """Show the presets, and what this person and this browser worked on last."""
    return render(request, "front.html", _front(request))


@require_POST
def start(request: HttpRequest) -> HttpResponse:
    """Begin a draft from a preset or from blank, and ask what only the engineer knows."""
    slug = request.POST.get("preset", "")
    preset = next((preset for preset in generators.PRESETS if preset.slug == slug), None)
    draft = drafts.start(_visitor(request), preset)
    return redirect("answers", draft.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Begin a draft from a plan file or from the zip of a bundle."""
    if request.method != "POST":
        # A refused file is answered at this address, and people open it again.
        return redirect("front")
    sent = request.FILES.get("plan")
    try:
        plan, source = uploads.plan_in(sent)
    except generators.Unreadable as error:
        context = {**_front(request), "problems": error.problems, "file": sent}
        return render(request, "front.html", context, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    draft = drafts.import_plan(_visitor(request), plan, source)
    return redirect("answers", draft.pk)


def _visitor(request: HttpRequest) -> access.Visitor:
    """Name who begins a draft; a browser that nobody signed in from gets a name now."""
    if access.person(request) is None:
        access.browser(request)
    return access.visitor(request)


def _front(request: HttpRequest) -> dict[str, object]:
    person = access.person(request)
    mine = (
        configuration_list.page(scopes(person), configuration_list.Search()).rows if person else ()
    )
    unsaved = access.drafts(request).only("name", "updated")
    # What a person deleted is found from their list.
    browser = access.Visitor(browser=access.visitor(request).browser)
    deleted_drafts = deleted(browser, timezone.now() - RESTORE_PERIOD)
    return {
        "cards": cards(),
        "drafts": unsaved[:MOST_DRAFTS],
        "mine": mine[:MOST_CONFIGURATIONS],
        "deleted": deleted_drafts.exists(),
    }

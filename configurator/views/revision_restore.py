"""An older revision as the draft again."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import redirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

import generators
from configurator import access
from configurator.access import Right
from configurator.comparison import urls
from configurator.pages.configuration_frame import framed
from configurator.services import configurations
from configurator.services.revisions import Unsettled
from configurator.views.configuration_actions import OLDER


@require_http_methods(["GET", "HEAD", "POST"])
def bring_back(request: HttpRequest, key: UUID, number: int) -> HttpResponse:
    """Make the draft what a revision holds, once it is settled what becomes of the draft."""
    here = access.to(request, key, Right.EDIT)
    here.revision(number)
    keep = "keep" in request.POST
    if request.method == "POST" and (_settled(request, here) or not unsaved(here)):
        try:
            kept = configurations.bring_back(
                key=key, number=number, person=access.signed_in(request), keep=keep
            )
        except generators.Unreadable:
            messages.error(request, OLDER)
            return redirect("revision", key, number)
        except Unsettled:
            return redirect("revision-restore", key, number)
        first = f"The draft was saved as revision {kept} first. " if kept else ""
        messages.success(request, f"{first}The draft is revision {number} again.")
        return redirect("findings", key)
    context = framed(
        here,
        number=number,
        unsaved=unsaved(here),
        pending=list(here.configuration.pending),
        comparison=urls.page(urls.draft(key), urls.revision(key, number)),
    )
    return render(request, "configurations/restore_revision.html", context)


def _settled(request: HttpRequest, here: access.Access) -> bool:
    """Tell whether somebody said what becomes of the draft, as it still is."""
    said = "keep" in request.POST or "drop" in request.POST
    return said and request.POST.get("seen") == str(here.configuration.version)


def unsaved(here: access.Access) -> bool:
    """Tell whether the draft holds anything that no revision does."""
    return here.configuration.changed or bool(here.configuration.pending)

"""Restore a revision into the draft."""

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
from configurator.services.revisions import InvalidValues
from configurator.views.configuration_actions import UNREADABLE


@require_http_methods(["GET", "HEAD", "POST"])
def restore(request: HttpRequest, key: UUID, number: int) -> HttpResponse:
    """Restore a revision into the draft; ask first what to do with unsaved changes."""
    grant = access.to(request, key, Right.EDIT)
    grant.revision(number)
    save_first = "save" in request.POST
    if request.method == "POST" and (_decided(request, grant) or not _unsaved(grant)):
        try:
            saved = configurations.restore_revision(
                key=key, number=number, person=access.signed_in(request), save_first=save_first
            )
        except generators.Unreadable:
            messages.error(request, UNREADABLE)
            return redirect("revision", key, number)
        except InvalidValues:
            return redirect("revision-restore", key, number)
        first = f"Saved the draft as revision {saved}. " if saved else ""
        messages.success(request, f"{first}Restored revision {number} into the draft.")
        return redirect("findings", key)
    context = framed(
        grant,
        number=number,
        unsaved=_unsaved(grant),
        pending=list(grant.configuration.pending),
        comparison_url=urls.page(urls.draft(key), urls.revision(key, number)),
    )
    return render(request, "configurations/restore_revision.html", context)


def _decided(request: HttpRequest, grant: access.Access) -> bool:
    """Tell whether the person decided on the unsaved changes, and saw this version of the draft."""
    decided = "save" in request.POST or "discard" in request.POST
    return decided and request.POST.get("seen") == str(grant.configuration.version)


def _unsaved(grant: access.Access) -> bool:
    """Tell whether the draft has changes or invalid values that no revision has."""
    return grant.configuration.changed or bool(grant.configuration.pending)

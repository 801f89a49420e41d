"""The end of a configuration, and the way back from it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.shortcuts import redirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods
from django.views.decorators.http import require_POST
from django.views.decorators.http import require_safe

from configurator import access
from configurator.access import Right
from configurator.queries import configuration_list
from configurator.queries.scopes import deleted as deleted_of
from configurator.services import configurations
from configurator.services.purge import RESTORE_PERIOD

MOST = 100


@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest, key: UUID) -> HttpResponse:
    """Delete a configuration, once it was confirmed."""
    here = access.to(request, key, Right.REMOVE)
    name = here.configuration.name
    if request.method == "POST":
        configurations.delete(key=key, person=here.person, now=timezone.now())
        messages.success(request, f"{name} is deleted. It can be restored for 30 days.")
        return redirect("deleted")
    context = {"draft": here.configuration, "others": _others(here)}
    return render(request, "drafts/delete.html", context)


@require_safe
def deleted(request: HttpRequest) -> HttpResponse:
    """List what this person, or this browser, deleted and can still restore."""
    since = timezone.now() - RESTORE_PERIOD
    rows = deleted_of(access.visitor(request), since).select_related("person", "team")
    shown = rows.only(*configuration_list.SHOWN)[:MOST]
    context = {"rows": [(each, each.deleted + RESTORE_PERIOD) for each in shown if each.deleted]}
    return render(request, "configurations/deleted.html", context)


@require_POST
def restore(request: HttpRequest, key: UUID) -> HttpResponse:
    """Bring back what was deleted."""
    since = timezone.now() - RESTORE_PERIOD
    found = get_object_or_404(deleted_of(access.visitor(request), since), pk=key)
    restored = configurations.restore(key=found.pk, person=access.person(request))
    messages.success(request, f"{restored.name} is back.")
    return redirect("configuration", key)


def _others(here: access.Access) -> bool:
    """Tell whether somebody else loses sight of it too."""
    configuration = here.configuration
    return bool(
        configuration.team_id or configuration.shares.exists() or configuration.links.exists()
    )

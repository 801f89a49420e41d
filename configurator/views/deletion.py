"""Delete a configuration, and restore a deleted one."""

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
    """Delete a configuration after a confirmation."""
    grant = access.to(request, key, Right.REMOVE)
    name = grant.configuration.name
    if request.method == "POST":
        configurations.delete(key=key, person=grant.person, now=timezone.now())
        messages.success(request, f"Deleted {name}. You can restore it for 30 days.")
        return redirect("deleted")
    context = {"draft": grant.configuration, "shared": _is_shared(grant)}
    return render(request, "drafts/delete.html", context)


@require_safe
def deleted(request: HttpRequest) -> HttpResponse:
    """List what this person or this browser deleted and can restore."""
    since = timezone.now() - RESTORE_PERIOD
    rows = deleted_of(access.visitor(request), since).select_related("person", "team")
    recent = rows.only(*configuration_list.COLUMNS)[:MOST]
    context = {"rows": [(row, row.deleted + RESTORE_PERIOD) for row in recent if row.deleted]}
    return render(request, "configurations/deleted.html", context)


@require_POST
def restore(request: HttpRequest, key: UUID) -> HttpResponse:
    """Restore a deleted configuration."""
    since = timezone.now() - RESTORE_PERIOD
    configuration = get_object_or_404(deleted_of(access.visitor(request), since), pk=key)
    restored = configurations.restore(key=configuration.pk, person=access.person(request))
    messages.success(request, f"Restored {restored.name}.")
    return redirect("configuration", key)


def _is_shared(grant: access.Access) -> bool:
    """Tell whether other people see the configuration too."""
    configuration = grant.configuration
    return bool(
        configuration.team_id or configuration.shares.exists() or configuration.links.exists()
    )

"""Actions on a configuration: duplicate, rename, archive, move."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import redirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods
from django.views.decorators.http import require_POST

import generators
from configurator import access
from configurator.access import Right
from configurator.forms.configurations import OwnerForm
from configurator.forms.configurations import RenameForm
from configurator.forms.submitted import posted
from configurator.models import Configuration
from configurator.pages.configuration_frame import framed
from configurator.services import configurations

APPROVALS_LOST = "The approval rules of the new owner are stricter. No longer approved: {}."
UNREADABLE = "This version cannot read the revision. The draft was not changed."
NO_COPY = "This version cannot read the revision. No copy was made."


@require_POST
def duplicate(request: HttpRequest, key: UUID) -> HttpResponse:
    """Duplicate the draft."""
    grant = access.to(request, key, Right.EDIT)
    return _copied(request, configurations.duplicate(grant=grant), grant.configuration.name)


@require_POST
def duplicate_revision(request: HttpRequest, key: UUID, number: int) -> HttpResponse:
    """Duplicate a revision as a new draft."""
    if access.person(request) is None:
        # The copy of a visitor without an account belongs to their browser.
        access.browser(request)
    grant = access.to(request, key)
    revision = grant.revision(number)
    try:
        copy = configurations.duplicate(grant=grant, revision=revision)
    except generators.Unreadable:
        messages.error(request, NO_COPY)
        return redirect("revision", key, number)
    return _copied(request, copy, f"revision {number} of {grant.configuration.name}")


@require_http_methods(["GET", "HEAD", "POST"])
def rename(request: HttpRequest, key: UUID) -> HttpResponse:
    """Rename the draft."""
    grant = access.to(request, key, Right.EDIT)
    start = {"name": grant.configuration.name}
    form = RenameForm(posted(request), initial=start)
    if form.is_valid():
        name = form.cleaned_data["name"]
        configurations.rename(key=key, name=name, person=grant.person)
        messages.success(request, f"Renamed to {name}.")
        return redirect("configuration", key)
    context = framed(grant, form=form)
    return render(request, "configurations/rename.html", context)


@require_POST
def archive(request: HttpRequest, key: UUID) -> HttpResponse:
    """Archive a configuration, or unarchive it."""
    grant = access.to(request, key, Right.OWN)
    if "unarchive" in request.POST:
        configurations.unarchive(key=key, person=grant.person)
        messages.success(request, f"Unarchived {grant.configuration.name}.")
    else:
        configurations.archive(key=key, person=grant.person, now=timezone.now())
        messages.success(request, f"Archived {grant.configuration.name}.")
    return redirect("configuration", key)


@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest, key: UUID) -> HttpResponse:
    """Move a configuration to a team or to the person who moves it."""
    grant = access.to(request, key, Right.OWN)
    person = access.signed_in(request)
    form = OwnerForm(person, grant.configuration, posted(request))
    if form.is_valid():
        lost = configurations.move(key=key, person=person, team=form.team)
        owner = form.team.name if form.team else "you"
        messages.success(request, f"Moved {grant.configuration.name} to {owner}.")
        if lost:
            numbers = ", ".join(f"revision {number}" for number in lost)
            messages.warning(request, APPROVALS_LOST.format(numbers))
        return redirect("configuration", key)
    context = framed(grant, form=form)
    return render(request, "configurations/move.html", context)


def _copied(request: HttpRequest, copy: Configuration, source: str) -> HttpResponse:
    messages.success(
        request, f"Created {copy.name}, a copy of {source}. Change its name on this page."
    )
    return redirect("step", copy.pk, "metadata")

"""What is done with a configuration as a whole: copied, renamed, put to rest, moved."""

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

LESS = "The new owner asks more of an approval than was given."
OLDER = "This version cannot read that revision any more, so it makes no draft of it."


@require_POST
def duplicate(request: HttpRequest, key: UUID) -> HttpResponse:
    """Begin a draft that is a copy of this draft."""
    here = access.to(request, key, Right.EDIT)
    return _copied(request, configurations.duplicate(here=here), here.configuration.name)


@require_POST
def duplicate_revision(request: HttpRequest, key: UUID, number: int) -> HttpResponse:
    """Begin a draft that is a copy of a revision."""
    if access.person(request) is None:
        # Whoever came by a link and has no account keeps the copy in their browser.
        access.browser(request)
    here = access.to(request, key)
    revision = here.revision(number)
    try:
        copy = configurations.duplicate(here=here, revision=revision)
    except generators.Unreadable:
        messages.error(request, OLDER)
        return redirect("revision", key, number)
    return _copied(request, copy, f"revision {number} of {here.configuration.name}")


@require_http_methods(["GET", "HEAD", "POST"])
def rename(request: HttpRequest, key: UUID) -> HttpResponse:
    """Give the draft another name."""
    here = access.to(request, key, Right.EDIT)
    start = {"name": here.configuration.name}
    form = RenameForm(posted(request), initial=start)
    if form.is_valid():
        name = form.cleaned_data["name"]
        configurations.rename(key=key, name=name, person=here.person)
        messages.success(request, f"The draft is called {name} now.")
        return redirect("configuration", key)
    context = framed(here, form=form)
    return render(request, "configurations/rename.html", context)


@require_POST
def archive(request: HttpRequest, key: UUID) -> HttpResponse:
    """Put a configuration to rest, or take it out of the archive."""
    here = access.to(request, key, Right.OWN)
    if "out" in request.POST:
        configurations.unarchive(key=key, person=here.person)
        messages.success(request, f"{here.configuration.name} is out of the archive.")
    else:
        configurations.archive(key=key, person=here.person, now=timezone.now())
        messages.success(request, f"{here.configuration.name} is archived.")
    return redirect("configuration", key)


@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest, key: UUID) -> HttpResponse:
    """Give a configuration to a team, or take it to oneself."""
    here = access.to(request, key, Right.OWN)
    who = access.signed_in(request)
    form = OwnerForm(who, here.configuration, posted(request))
    if form.is_valid():
        lost = configurations.move(key=key, person=who, team=form.team)
        owner = form.team.name if form.team else "You"
        messages.success(request, f"{here.configuration.name} moved. New owner: {owner}.")
        if lost:
            numbers = ", ".join(map(str, lost))
            messages.warning(request, f"{LESS} Not approved any longer: revision {numbers}.")
        return redirect("configuration", key)
    context = framed(here, form=form)
    return render(request, "configurations/move.html", context)


def _copied(request: HttpRequest, copy: Configuration, source: str) -> HttpResponse:
    messages.success(request, f"{copy.name} is a copy of {source}. Give it its own name here.")
    return redirect("step", copy.pk, "metadata")

"""What a team is called, what its approvals take, and its end."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import redirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from configurator.access import memberships
from configurator.forms.submitted import posted
from configurator.forms.teams import SettingsForm
from configurator.models import Role
from configurator.services import teams as services


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def settings(request: HttpRequest, slug: str) -> HttpResponse:
    """Change a team's name and what its approvals take."""
    seat = memberships.seat(request, slug, owner=True)
    form = SettingsForm(seat.team, posted(request))
    if form.is_valid():
        services.settle(seat.team, form.cleaned_data)
        messages.success(request, "The team’s settings are saved.")
        return redirect("team-settings", slug)
    able = seat.team.memberships.exclude(role=Role.VIEWER).count()
    context = {"team": seat.team, "seat": seat, "here": "settings", "form": form, "able": able}
    return render(request, "teams/settings.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def dissolve(request: HttpRequest, slug: str) -> HttpResponse:
    """Delete a team that owns nothing, once it was confirmed."""
    seat = memberships.seat(request, slug, owner=True)
    context: dict[str, Any] = {"team": seat.team, "seat": seat, "here": "settings"}
    if request.method == "POST":
        try:
            services.dissolve(seat.team)
        except services.StillOwns as owned:
            return render(request, "teams/delete.html", {**context, "owned": owned})
        messages.success(request, f"The team {seat.team.name} is deleted.")
        return redirect("teams")
    return render(request, "teams/delete.html", context)

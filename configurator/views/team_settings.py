"""The settings of a team, and its deletion."""

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
    """Show and save the settings of a team."""
    membership = memberships.of_visitor(request, slug, owner=True)
    form = SettingsForm(membership.team, posted(request))
    if form.is_valid():
        services.save_settings(membership.team, form.cleaned_data)
        messages.success(request, "Team settings saved.")
        return redirect("team-settings", slug)
    team = membership.team
    eligible_reviewers = team.memberships.exclude(role=Role.VIEWER).count()
    context = {
        "team": team,
        "membership": membership,
        "tab": "settings",
        "form": form,
        "eligible_reviewers": eligible_reviewers,
        "most_required": max(team.required_approvals, *team.approvals_by_environment.values(), 1),
    }
    return render(request, "teams/settings.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def delete(request: HttpRequest, slug: str) -> HttpResponse:
    """Delete a team that owns no configurations, after a confirmation."""
    membership = memberships.of_visitor(request, slug, owner=True)
    context: dict[str, Any] = {"team": membership.team, "membership": membership, "tab": "settings"}
    if request.method == "POST":
        try:
            services.delete(membership.team)
        except services.StillOwns as owned:
            return render(request, "teams/delete.html", {**context, "owned": owned})
        messages.success(request, f"Team {membership.team.name} deleted.")
        return redirect("teams")
    return render(request, "teams/delete.html", context)

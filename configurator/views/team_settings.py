"""The settings of a team, its audit log, and its deletion."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import redirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods
from django.views.decorators.http import require_safe

from configurator.access import memberships
from configurator.events.team_log import team_events
from configurator.forms.submitted import posted
from configurator.forms.teams import SettingsForm
from configurator.models import Role
from configurator.services import teams as services

PAGE_SIZE = 50


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def settings(request: HttpRequest, slug: str) -> HttpResponse:
    """Show and save the settings of a team."""
    membership = memberships.of_visitor(request, slug, owner=True)
    form = SettingsForm(membership.team, posted(request))
    if form.is_valid():
        services.save_settings(membership.team, form.cleaned_data, membership.person)
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


@require_safe
@login_required
def audit_log(request: HttpRequest, slug: str) -> HttpResponse:
    """Show who changed the approval rules and settings of a team, the latest first."""
    membership = memberships.of_visitor(request, slug, owner=True)
    pages = Paginator(team_events(membership.team), PAGE_SIZE)
    context = {
        "team": membership.team,
        "membership": membership,
        "tab": "audit-log",
        "events": pages.get_page(request.GET.get("page")),
    }
    return render(request, "teams/audit_log.html", context)


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

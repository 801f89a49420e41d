"""The teams of a person, and the members of one team."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count
from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.shortcuts import redirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods
from django.views.decorators.http import require_POST

from configurator import access
from configurator.access import memberships
from configurator.forms.submitted import posted
from configurator.forms.teams import MemberForm
from configurator.forms.teams import NameForm
from configurator.models import Membership
from configurator.models import Role
from configurator.services import teams as services

FROM_GROUP = (
    "The role follows a group of single sign-on, and would change back at the next sign-in. "
    "Remove the member and add them by hand, or change the group."
)
LAST_OWNER = "This member is the only owner of the team. Make another member an owner first."


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def teams(request: HttpRequest) -> HttpResponse:
    """List the teams of the signed-in person, and create a team."""
    user = access.signed_in(request)
    form = NameForm(posted(request))
    if form.is_valid():
        team = services.create(form.cleaned_data["name"], user)
        messages.success(request, f"Team {team.name} created. Add its members.")
        return redirect("team", team.slug)
    rows = user.memberships.select_related("team").annotate(size=Count("team__memberships"))
    rows = rows.order_by("team__name", "pk")
    return render(request, "teams/list.html", {"form": form, "memberships": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def team(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the members of a team; an owner can add members."""
    membership = memberships.of_visitor(request, slug, owner=request.method == "POST")
    form = MemberForm(membership.team, posted(request))
    if form.is_valid():
        person, role = form.cleaned_data["user"], Role(form.cleaned_data["role"])
        services.add_member(membership.team, person, role)
        messages.success(request, f"{person.display_name} added as {role.label.lower()}.")
        return redirect(f"{reverse('team', args=[slug])}#top")
    return render(request, "teams/team.html", _team(membership, form))


@require_POST
@login_required
def member(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Change the role of a member, or remove the member."""
    membership = memberships.of_visitor(request, slug, owner=True)
    rows = membership.team.memberships.select_related("person", "team")
    other = get_object_or_404(rows, pk=number)
    role = request.POST.get("role", "")
    try:
        if "remove" in request.POST:
            services.remove_member(other)
            messages.success(request, f"{other.person.display_name} removed from the team.")
        elif role in Role.values:
            services.change_role(other, Role(role))
            messages.success(
                request, f"{other.person.display_name} is now {Role(role).label.lower()}."
            )
    except (services.LastOwner, services.FromGroup) as refused:
        problem = LAST_OWNER if isinstance(refused, services.LastOwner) else FROM_GROUP
        context = _team(membership, MemberForm(membership.team, None)) | {
            "wrong": other,
            "problem": problem,
        }
        return render(request, "teams/team.html", context)
    # An owner who removed themselves has no access to the page of the team.
    gone = other.pk == membership.pk and "remove" in request.POST
    return redirect("teams") if gone else redirect("team", slug)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def leave(request: HttpRequest, slug: str) -> HttpResponse:
    """Leave a team, once it was confirmed."""
    membership = memberships.of_visitor(request, slug)
    context = {"team": membership.team, "membership": membership, "tab": "members"}
    if request.method != "POST":
        return render(request, "teams/leave.html", context)
    try:
        services.remove_member(membership)
    except services.LastOwner:
        return render(request, "teams/leave.html", {**context, "problem": LAST_OWNER})
    messages.success(request, f"You left {membership.team.name}.")
    return redirect("teams")


def _team(membership: Membership, form: MemberForm) -> dict[str, Any]:
    members = list(membership.team.memberships.select_related("person"))
    return {
        "team": membership.team,
        "membership": membership,
        "tab": "members",
        "form": form,
        "roles": Role.choices,
        "memberships": members,
        "by_hand": [row for row in members if not row.group],
        "from_groups": [row for row in members if row.group],
        "by_environment": sorted(membership.team.approvals_by_environment.items()),
    }

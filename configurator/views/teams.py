"""Teams: those of this person, and the members of one."""

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

LAST = "A team needs an owner, and nobody else here is one. Make another member an owner first."


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def teams(request: HttpRequest) -> HttpResponse:
    """List this person's teams, and found another."""
    who = access.signed_in(request)
    form = NameForm(posted(request))
    if form.is_valid():
        team = services.found(form.cleaned_data["name"], who)
        messages.success(request, f"{team.name} is there, and you own it. Add its members next.")
        return redirect("team", team.slug)
    seats_of = who.memberships.select_related("team").annotate(size=Count("team__memberships"))
    rows = seats_of.order_by("team__name", "pk")
    return render(request, "teams/list.html", {"form": form, "memberships": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def team(request: HttpRequest, slug: str) -> HttpResponse:
    """Show who is in a team; an owner lets others in."""
    seat = memberships.seat(request, slug, owner=request.method == "POST")
    form = MemberForm(seat.team, posted(request))
    if form.is_valid():
        person, role = form.cleaned_data["who"], Role(form.cleaned_data["role"])
        services.join(seat.team, person, role)
        messages.success(request, f"{person.shown} is in the team now: {role.label.lower()}.")
        return redirect(f"{reverse('team', args=[slug])}#top")
    return render(request, "teams/team.html", _team(seat, form))


@require_POST
@login_required
def member(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Give a member another role, or end the membership."""
    seat = memberships.seat(request, slug, owner=True)
    rows = seat.team.memberships.select_related("person", "team")
    other = get_object_or_404(rows, pk=number)
    role = request.POST.get("role", "")
    try:
        if "remove" in request.POST:
            services.leave(other)
            messages.success(request, f"{other.person.shown} is no longer in the team.")
        elif role in Role.values:
            services.change(other, Role(role))
            messages.success(
                request, f"{other.person.shown}: {Role(role).label.lower()} from now on."
            )
    except services.LastOwner:
        context = _team(seat, MemberForm(seat.team, None)) | {"wrong": other, "problem": LAST}
        return render(request, "teams/team.html", context)
    # Whoever removed themselves has no place on the team's page any more.
    gone = other.pk == seat.pk and "remove" in request.POST
    return redirect("teams") if gone else redirect("team", slug)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def leave(request: HttpRequest, slug: str) -> HttpResponse:
    """Leave a team, once it was confirmed."""
    seat = memberships.seat(request, slug)
    context = {"team": seat.team, "seat": seat, "here": "members"}
    if request.method != "POST":
        return render(request, "teams/leave.html", context)
    try:
        services.leave(seat)
    except services.LastOwner:
        return render(request, "teams/leave.html", {**context, "problem": LAST})
    messages.success(request, f"You left {seat.team.name}.")
    return redirect("teams")


def _team(seat: Membership, form: MemberForm) -> dict[str, Any]:
    return {
        "team": seat.team,
        "seat": seat,
        "here": "members",
        "form": form,
        "roles": Role.choices,
        "memberships": seat.team.memberships.select_related("person"),
    }

"""The membership of a visitor in a team, which says what they may do in it."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from configurator import access
from configurator.models import Membership
from configurator.models import Role
from configurator.models import User

OWNERS = "Only an owner of this team can do this. The page of the team lists its owners."


def of_visitor(request: HttpRequest, slug: str, *, owner: bool = False) -> Membership:
    """Find the visitor's membership of a team; 404 for non-members, 403 where it takes an owner."""
    return of_person(access.signed_in(request), slug, owner=owner)


def of_person(person: User, slug: str, *, owner: bool = False) -> Membership:
    """Find a person's membership of a team; 404 for non-members, 403 where it takes an owner."""
    rows = Membership.objects.select_related("team", "person")
    membership = get_object_or_404(rows, team__slug=slug, person=person)
    if owner and membership.role != Role.OWNER:
        raise PermissionDenied(OWNERS)
    return membership

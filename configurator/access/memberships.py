"""What this person may do in a team: decided here, as access decides it for configurations."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from configurator import access
from configurator.models import Membership
from configurator.models import Role

OWNERS = "Only an owner of this team can do this. Ask one of them; the team's page names them."


def seat(request: HttpRequest, slug: str, *, owner: bool = False) -> Membership:
    """Find this person's place in a team; 404 for strangers, 403 where it takes an owner."""
    rows = Membership.objects.select_related("team", "person")
    found = get_object_or_404(rows, team__slug=slug, person=access.signed_in(request))
    if owner and found.role != Role.OWNER:
        raise PermissionDenied(OWNERS)
    return found

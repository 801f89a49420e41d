"""The scopes of a person's list of configurations, and the deleted ones that they may restore."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.db.models import QuerySet

from configurator.access import Visitor
from configurator.access import shared
from configurator.models import Configuration
from configurator.models import Membership
from configurator.models import Role
from configurator.models import Team
from configurator.models import User


@dataclass(frozen=True)
class Scope:
    """One scope of the list: its value in the URL, its title and its query."""

    slug: str
    title: str
    which: Q


def scopes(user: User) -> tuple[Scope, ...]:
    """List the scopes of a person; each has an index of its own."""
    teams = Team.objects.filter(memberships__person=user)
    return (
        Scope("mine", "Yours", Q(person=user)),
        *(Scope(f"team.{team.slug}", f"Team {team.name}", Q(team=team.pk)) for team in teams),
        Scope("shared", "Shared with you", shared(user)),
    )


def deleted(visitor: Visitor, since: datetime) -> QuerySet[Configuration]:
    """List what was deleted after ``since`` and may be restored: by owners, and by its browser."""
    mine = Q(browser=visitor.browser) if visitor.browser else Q(pk=None)
    if visitor.person:
        owned = Membership.objects.filter(person=visitor.person, role=Role.OWNER).values("team")
        mine |= Q(person=visitor.person) | Q(team__in=owned)
    return Configuration.objects.filter(mine, deleted__gt=since).order_by("-deleted")

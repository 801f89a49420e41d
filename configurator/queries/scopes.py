"""Where what a person sees comes from, and which of the deleted they may bring back."""

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
class Source:
    """One way for a person to see configurations, in an address, in words and as a query."""

    slug: str
    title: str
    which: Q


def sources(who: User) -> tuple[Source, ...]:
    """List where what a person sees comes from; each has an index of its own."""
    teams = Team.objects.filter(memberships__person=who)
    return (
        Source("mine", "Yours", Q(person=who)),
        *(Source(f"team.{each.slug}", f"Of {each.name}", Q(team=each.pk)) for each in teams),
        Source("shared", "Shared with you", shared(who)),
    )


def deleted(who: Visitor, since: datetime) -> QuerySet[Configuration]:
    """List what was deleted after ``since`` and may be restored: by owners, and by its browser."""
    mine = Q(browser=who.browser) if who.browser else Q(pk=None)
    if who.person:
        owned = Membership.objects.filter(person=who.person, role=Role.OWNER).values("team")
        mine |= Q(person=who.person) | Q(team__in=owned)
    return Configuration.objects.filter(mine, deleted__gt=since).order_by("-deleted")

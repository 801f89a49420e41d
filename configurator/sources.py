"""Where the configurations that a person sees come from: themselves, each team, colleagues."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from configurator.access import shared
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

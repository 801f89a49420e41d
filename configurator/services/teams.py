"""Teams: who founds one, who joins, who leaves. A team never loses its last owner."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from configurator.models import Configuration
from configurator.models import Membership
from configurator.models import Role
from configurator.models import Team
from configurator.models import User
from configurator.services import reviews

UNNAMED = "team"
LONGEST = 55  # characters of an address's slug, which leaves room for a number


class LastOwner(Exception):
    """The team would be left without an owner."""


class StillOwns(Exception):
    """The team still owns configurations; ``deleted`` of them wait for the end of their 30 days."""

    def __init__(self, kept: int, deleted: int) -> None:
        super().__init__("This team still owns configurations.")
        self.kept, self.deleted = kept, deleted


@transaction.atomic
def found(name: str, founder: User) -> Team:
    """Make a team whose first owner founds it."""
    team = Team.objects.create(name=name, slug=_free_slug(name))
    Membership.objects.create(team=team, person=founder, role=Role.OWNER)
    return team


@transaction.atomic
def join(team: Team, person: User, role: Role) -> Membership:
    """Let somebody in; who is in already stays what they are."""
    return Membership.objects.get_or_create(team=team, person=person, defaults={"role": role})[0]


@transaction.atomic
def change(member: Membership, role: Role) -> None:
    """Give a member another role; :class:`LastOwner` where nobody would be left to own."""
    _keep_an_owner(member, stays=role == Role.OWNER)
    Membership.objects.filter(pk=member.pk).update(role=role)


@transaction.atomic
def leave(member: Membership) -> None:
    """End a membership; :class:`LastOwner` where nobody would be left to own."""
    _keep_an_owner(member, stays=False)
    Membership.objects.filter(pk=member.pk).delete()


@transaction.atomic
def settle(team: Team, settings: Mapping[str, Any]) -> None:
    """Change a team's name and what its approvals take; its address stays."""
    Team.objects.filter(pk=team.pk).update(**settings)
    reviews.recount(Configuration.objects.filter(team=team.pk, deleted=None))


@transaction.atomic
def dissolve(team: Team) -> None:
    """End a team that owns nothing; :class:`StillOwns` otherwise."""
    held = Team.objects.select_for_update().get(pk=team.pk)
    owned = held.configurations.count()
    if owned:
        kept = held.configurations.filter(deleted=None).count()
        raise StillOwns(kept, owned - kept)
    held.delete()


def _keep_an_owner(member: Membership, *, stays: bool) -> None:
    """Hold the team, so that two owners who leave at once do not both believe in the other."""
    Team.objects.select_for_update().get(pk=member.team_id)
    others = Membership.objects.filter(team=member.team_id, role=Role.OWNER).exclude(pk=member.pk)
    if not stays and not others.exists():
        raise LastOwner


def _free_slug(name: str) -> str:
    """Make an address of a name; the second of one name gets a number."""
    slug = slugify(name)[:LONGEST].strip("-") or UNNAMED
    taken = set(Team.objects.filter(slug__startswith=slug).values_list("slug", flat=True))
    numbered = (f"{slug}-{number}" for number in range(2, len(taken) + 3))
    return next(each for each in (slug, *numbered) if each not in taken)

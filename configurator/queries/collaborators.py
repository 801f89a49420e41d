"""Who has access to a configuration now, as its owners see it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from configurator.access import Access
from configurator.models import Link
from configurator.models import Membership
from configurator.models import Role
from configurator.models import Share
from configurator.models import Team


@dataclass(frozen=True)
class Sharer:
    """A share, with what the reader may know of the team's members."""

    share: Share
    members: tuple[Membership, ...]


@dataclass(frozen=True)
class Sharers:
    """Everybody who has access: the owning team's members, the shares, the links."""

    members: tuple[Membership, ...]
    shares: tuple[Sharer, ...]
    links: tuple[Link, ...]


def sharers(here: Access) -> Sharers:
    """Gather who has access. Only members of a team learn who else is in it."""
    configuration = here.configuration
    shares = list(configuration.shares.select_related("person", "team", "by"))
    members = _members([configuration.team, *(each.team for each in shares)])
    mine = {each.team_id for each in members if each.person_id == _key(here)}
    known = [each for each in members if each.team_id in mine]
    return Sharers(
        members=_of(known, configuration.team_id),
        shares=tuple(Sharer(each, _of(known, each.team_id)) for each in shares),
        links=tuple(configuration.links.select_related("revision", "by")),
    )


def _members(teams: Iterable[Team | None]) -> list[Membership]:
    """List the members of teams, the highest role first."""
    found = Membership.objects.filter(team__in=[each for each in teams if each])
    return sorted(
        found.select_related("person"), key=lambda each: Role(each.role).rank, reverse=True
    )


def _of(members: list[Membership], team: int | None) -> tuple[Membership, ...]:
    return tuple(each for each in members if each.team_id == team)


def _key(here: Access) -> int | None:
    return here.person.pk if here.person else None

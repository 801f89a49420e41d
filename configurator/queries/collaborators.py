"""The people, teams and links that have access to a configuration, as its owners see them."""

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
class ShareMembers:
    """A share, with the members of its team that the reader may see."""

    share: Share
    members: tuple[Membership, ...]


@dataclass(frozen=True)
class Collaborators:
    """Everybody who has access: members of the owning team, shares and links."""

    members: tuple[Membership, ...]
    shares: tuple[ShareMembers, ...]
    links: tuple[Link, ...]


def collaborators(access: Access) -> Collaborators:
    """Gather everybody who has access. Only members of a team see its other members."""
    configuration = access.configuration
    shares = list(configuration.shares.select_related("person", "team", "by"))
    members = _members([configuration.team, *(share.team for share in shares)])
    own_teams = {member.team_id for member in members if member.person_id == _key(access)}
    visible = [member for member in members if member.team_id in own_teams]
    return Collaborators(
        members=_of(visible, configuration.team_id),
        shares=tuple(ShareMembers(share, _of(visible, share.team_id)) for share in shares),
        links=tuple(configuration.links.select_related("revision", "by")),
    )


def _members(teams: Iterable[Team | None]) -> list[Membership]:
    """List the members of teams, the highest role first."""
    rows = Membership.objects.filter(team__in=[team for team in teams if team])
    return sorted(
        rows.select_related("person"), key=lambda member: Role(member.role).rank, reverse=True
    )


def _of(members: list[Membership], team: int | None) -> tuple[Membership, ...]:
    return tuple(member for member in members if member.team_id == team)


def _key(access: Access) -> int | None:
    return access.person.pk if access.person else None

"""The role of a person for a configuration, and the configurations that a person sees by name."""

from __future__ import annotations

from django.db.models import Q
from django.db.models import QuerySet

from configurator.models import Configuration
from configurator.models import Membership
from configurator.models import Role
from configurator.models import Share
from configurator.models import User


def visible(user: User) -> QuerySet[Configuration]:
    """List what a person sees by name: their own, their teams', and what was shared with them."""
    teams = Membership.objects.filter(person=user).values("team")
    own = Q(person=user) | Q(team__in=teams) | shared(user)
    return Configuration.objects.filter(own, deleted=None)


def shared(user: User) -> Q:
    """Say what was shared with a person, or with a team of theirs."""
    teams = Membership.objects.filter(person=user).values("team")
    shares = Share.objects.order_by().values("configuration")
    # A union uses both indexes, where an "or" would read every share there is.
    return Q(pk__in=shares.filter(person=user).union(shares.filter(team__in=teams)))


def role_of(user: User, configuration: Configuration) -> Role | None:
    """Give the highest role that ownership, teams and shares give.

    A share to a team gives each member no more than what they are in that team.
    """
    if configuration.person_id == user.pk:
        return Role.OWNER
    teams = {
        team: Role(role)
        for team, role in Membership.objects.filter(person=user).values_list("team", "role")
    }
    roles = [teams[configuration.team_id]] if configuration.team_id in teams else []
    for share in configuration.shares.filter(Q(person=user) | Q(team__in=teams)):
        given = Role(share.role)
        bound = teams[share.team_id] if share.team_id else given
        roles.append(min(given, bound, key=lambda role: role.rank))
    return max(roles, key=lambda role: role.rank, default=None)

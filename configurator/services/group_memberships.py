"""Memberships that groups of the single sign-on provider give, made to match at each sign-in."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from configurator.models import Membership
from configurator.models import Role
from configurator.models import Team
from configurator.models import User
from configurator.services import approval_rules

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class GroupMembership:
    """The role that a group gives in a team."""

    role: Role
    group: str


@transaction.atomic
def match(person: User, given: Mapping[str, GroupMembership]) -> None:
    """Make a person's memberships from groups match; those that people made stay as they are.

    ``given`` maps the slugs of teams; a team that does not exist yet is created. A team may lose
    its last owner in this way: who left the group at the provider must not keep the rights.
    """
    rows = Membership.objects.select_related("team").filter(person=person).exclude(group="")
    for member in rows:
        if member.team.slug not in given:
            _remove(member)
    for slug, membership in given.items():
        team, created = Team.objects.get_or_create(slug=slug, defaults={"name": slug})
        if created:
            logger.info("Team %s was created for the group %s.", slug, membership.group)
        _give(person, team, membership)


def _give(person: User, team: Team, given: GroupMembership) -> None:
    values = {"role": given.role, "group": given.group}
    member, new = Membership.objects.get_or_create(team=team, person=person, defaults=values)
    if new:
        logger.info("%s joined %s as %s.", person.username, team.slug, given.role)
        approval_rules.recount_for(team.pk)
    elif member.group and (member.role, member.group) != (given.role, given.group):
        Membership.objects.filter(pk=member.pk).update(**values)
        logger.info("%s is now %s of %s.", person.username, given.role, team.slug)


def _remove(member: Membership) -> None:
    Membership.objects.filter(pk=member.pk).delete()
    logger.info("%s left %s with the group.", member.person.username, member.team.slug)
    approval_rules.recount_for(member.team_id)
    owners = Membership.objects.filter(team=member.team_id, role=Role.OWNER)
    if member.role == Role.OWNER and not owners.exists():
        logger.warning("Team %s has no owner left. Add one on the admin site.", member.team.slug)

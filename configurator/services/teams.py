"""Creating, changing and deleting teams and memberships. A team never loses its last owner."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from configurator.events.team_log import record_team_event
from configurator.models import Configuration
from configurator.models import Membership
from configurator.models import Role
from configurator.models import Team
from configurator.models import TeamVerb
from configurator.models import User
from configurator.services import approval_rules
from configurator.services import reviews

FALLBACK_SLUG = "team"
LONGEST_SLUG = 55  # characters, which leaves room for a number


class LastOwner(Exception):
    """The team would be left without an owner."""


class FromGroup(Exception):
    """The role follows a group of the single sign-on provider, so that it cannot be changed."""


class StillOwns(Exception):
    """The team still owns configurations; ``deleted`` of them can still be restored."""

    def __init__(self, current: int, deleted: int) -> None:
        super().__init__("This team still owns configurations.")
        self.current, self.deleted = current, deleted


@transaction.atomic
def create(name: str, owner: User) -> Team:
    """Create a team with its first owner."""
    team = Team.objects.create(name=name, slug=_free_slug(name))
    Membership.objects.create(team=team, person=owner, role=Role.OWNER)
    return team


@transaction.atomic
def add_member(team: Team, person: User, role: Role) -> Membership:
    """Add a member at once, without an invitation; an existing member keeps their role."""
    defaults = {"role": role}
    member, new = Membership.objects.get_or_create(team=team, person=person, defaults=defaults)
    if new:
        approval_rules.recount_for(team.pk)
    return member


@transaction.atomic
def change_role(member: Membership, role: Role) -> None:
    """Give a member another role; :class:`LastOwner` where the team would have no owner.

    :class:`FromGroup` where a group of the single sign-on provider gives the role.
    """
    if member.group:
        raise FromGroup
    _keep_an_owner(member, stays=role == Role.OWNER)
    Membership.objects.filter(pk=member.pk).update(role=role)


@transaction.atomic
def remove_member(member: Membership) -> None:
    """Delete a membership; :class:`LastOwner` where the team would have no owner."""
    _keep_an_owner(member, stays=False)
    Membership.objects.filter(pk=member.pk).delete()
    approval_rules.recount_for(member.team_id)


@transaction.atomic
def save_settings(team: Team, settings: Mapping[str, Any], by: User) -> None:
    """Save a team's name and approval settings; its slug stays."""
    before = Team.objects.select_for_update().get(pk=team.pk)
    Team.objects.filter(pk=team.pk).update(**settings)
    if changes := list(_changes(before, settings)):
        record_team_event(team, TeamVerb.SETTINGS_CHANGED, by, changes="; ".join(changes))
    reviews.recount(Configuration.objects.filter(team=team.pk, deleted=None))


@transaction.atomic
def delete(team: Team) -> None:
    """Delete a team that owns no configurations; :class:`StillOwns` otherwise."""
    locked_team = Team.objects.select_for_update().get(pk=team.pk)
    owned = locked_team.configurations.count()
    if owned:
        current = locked_team.configurations.filter(deleted=None).count()
        raise StillOwns(current, owned - current)
    locked_team.delete()


def _changes(before: Team, settings: Mapping[str, Any]) -> Iterator[str]:
    """Write each setting that changes: “required approvals 2 → 1”."""
    for name, value in settings.items():
        old = getattr(before, name)
        if value != old:
            yield f"{name.replace('_', ' ')} {_setting_text(old)} → {_setting_text(value)}"


def _setting_text(value: Any) -> str:
    if isinstance(value, bool):
        return "on" if value else "off"
    if isinstance(value, Mapping):
        return ", ".join(f"{name}: {count}" for name, count in value.items()) or "none"
    return str(value)


def _keep_an_owner(member: Membership, *, stays: bool) -> None:
    """Lock the team, so that two owners who leave at the same time do not both succeed."""
    Team.objects.select_for_update().get(pk=member.team_id)
    others = Membership.objects.filter(team=member.team_id, role=Role.OWNER).exclude(pk=member.pk)
    if not stays and not others.exists():
        raise LastOwner


def _free_slug(name: str) -> str:
    """Make a free slug of a name; a slug that is taken gets a number."""
    slug = slugify(name)[:LONGEST_SLUG].strip("-") or FALLBACK_SLUG
    taken = set(Team.objects.filter(slug__startswith=slug).values_list("slug", flat=True))
    numbered = (f"{slug}-{number}" for number in range(2, len(taken) + 3))
    return next(candidate for candidate in (slug, *numbered) if candidate not in taken)

"""The groups of the single sign-on provider, and the memberships that they give."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from configurator.models import Role
from configurator.services.group_memberships import GroupMembership

SLUG = re.compile(r"[a-z0-9][a-z0-9_-]{0,62}")
LONGEST_GROUP = 200
EXAMPLE = "platform-admins=platform:owner"


class InvalidMapping(ValueError):
    """A line of the setting cannot be read; the message says why."""


@dataclass(frozen=True)
class GroupMapping:
    """A group of the provider, the team that it stands for, and the role of its members."""

    group: str
    team: str
    role: Role


def mappings(setting: str) -> tuple[GroupMapping, ...]:
    """Read the setting: GROUP=TEAM:ROLE, separated by semicolons or by lines.

    The last “=” counts, as the distinguished names of directories have some of their own.
    """
    lines = (line.strip() for line in re.split(r"[;\n]", setting))
    return tuple(_mapping(line) for line in lines if line)


def memberships(
    mapped: Iterable[GroupMapping], groups: Iterable[str]
) -> Mapping[str, GroupMembership]:
    """Map the slugs of teams to what these groups give; of several, the highest role."""
    given = set(groups)
    best: dict[str, GroupMembership] = {}
    for row in mapped:
        if row.group not in given:
            continue
        if row.team not in best or best[row.team].role.rank < row.role.rank:
            best[row.team] = GroupMembership(row.role, row.group)
    return best


def groups_in(answers: Mapping[str, Any], claim: str) -> tuple[str, ...] | None:
    """Read the groups from the claims of the provider; ``None`` where none of them has the claim.

    A claim within another is named with a dot, as in ``realm_access.roles``.
    """
    for answer in (answers.get("userinfo"), answers.get("id_token"), answers):
        value = _claimed(answer, claim)
        if value is not None:
            return tuple(_texts(value))
    return None


def _mapping(line: str) -> GroupMapping:
    group, _, target = line.rpartition("=")
    team, _, role = target.partition(":")
    group, team, role = group.strip(), team.strip(), role.strip()
    if not group or len(group) > LONGEST_GROUP:
        raise InvalidMapping(f"“{line[:80]}” names no group. Write it like {EXAMPLE}.")
    if not SLUG.fullmatch(team):
        raise InvalidMapping(f"“{team[:80]}” is not the slug of a team. Write it like {EXAMPLE}.")
    if role not in Role.values:
        raise InvalidMapping(f"“{role[:80]}” is not a role. Write {', '.join(Role.values)}.")
    return GroupMapping(group, team, Role(role))


def _claimed(answer: Any, claim: str) -> Any:
    if not isinstance(answer, Mapping):
        return None
    if claim in answer:
        return answer[claim]
    name, dot, rest = claim.partition(".")
    return _claimed(answer.get(name), rest) if dot else None


def _texts(value: Any) -> Iterator[str]:
    """Yield the names of a list of groups; one group may come as a text alone."""
    values = value if isinstance(value, list) else [value]
    yield from (text for text in values if isinstance(text, str))

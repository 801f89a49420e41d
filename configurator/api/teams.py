"""The endpoints of teams and their members."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Query
from ninja import Router
from ninja import Schema
from ninja import Status
from pydantic import Field

from configurator.access import memberships
from configurator.api.authentication import WriteToken
from configurator.api.authentication import token_of
from configurator.api.bodies import Body
from configurator.api.bodies import valid
from configurator.api.pagination import NEXT
from configurator.api.pagination import After
from configurator.api.pagination import page
from configurator.forms.teams import MemberForm
from configurator.forms.teams import NameForm
from configurator.forms.teams import SettingsForm
from configurator.models import Membership
from configurator.models import Role
from configurator.models import Team as TeamRow
from configurator.services import teams

router = Router(tags=["Teams"])

BY_ENVIRONMENT = "The approvals that an environment needs where that is another number; 0 for none."


class Team(Schema):
    """A team, with your role in it."""

    slug: str = Field(examples=["platform"])
    name: str = Field(examples=["Platform"])
    role: Role = Field(description="Your role in the team.")
    required_approvals: int = Field(description="The approvals that a revision needs.")
    approvals_by_environment: dict[str, int] = Field(
        description=BY_ENVIRONMENT, examples=[{"production": 2}]
    )
    self_approval: bool = Field(description="Whether its only member may approve their revisions.")
    suggesters_approve: bool = Field(
        description="Whether a reviewer may approve a revision that took their suggestion."
    )

    @classmethod
    def of(cls, row: TeamRow, role: str) -> Team:
        """Return the schema of a team."""
        own = (
            "slug",
            "name",
            "required_approvals",
            "approvals_by_environment",
            "self_approval",
            "suggesters_approve",
        )
        return cls(**{name: getattr(row, name) for name in own}, role=Role(role))


class TeamPage(Schema):
    """The teams that you are a member of."""

    teams: list[Team]
    next: str | None = Field(description=NEXT)


class NewTeam(Body):
    """The name of a team."""

    name: str = Field(examples=["Platform"])


class TeamSettings(Body):
    """The settings of a team; what is left out stays as it is."""

    name: str = Field("", examples=["Platform"])
    required_approvals: int = Field(1, description="From 1 to 10.", examples=[2])
    approvals_by_environment: dict[str, int] = Field(
        {}, max_length=50, description=BY_ENVIRONMENT, examples=[{"production": 2}]
    )
    self_approval: bool = Field(False, description="Lets its only member approve their revisions.")
    suggesters_approve: bool = Field(
        True, description="Lets a reviewer approve a revision that took their suggestion."
    )


class Member(Schema):
    """A member of a team."""

    person: str = Field(description="A username.", examples=["ben"])
    name: str = Field(description="The display name.", examples=["Ben Okafor (ben)"])
    role: Role
    group: str | None = Field(
        description="The group of single sign-on that gives the membership, or null."
    )

    @classmethod
    def of(cls, row: Membership) -> Member:
        """Return the schema of a membership."""
        return cls(
            person=row.person.username,
            name=row.person.display_name,
            role=Role(row.role),
            group=row.group or None,
        )


class MemberPage(Schema):
    """The members of a team, in the order in which they joined."""

    members: list[Member]
    next: str | None = Field(description=NEXT)


class NewMember(Body):
    """A person to add, and their role."""

    person: str = Field(
        max_length=254, description="A username or an e-mail address.", examples=["ben"]
    )
    role: Role = Field(Role.REVIEWER)


class MemberRole(Body):
    """Another role."""

    role: Role


@router.get("/teams", response=TeamPage, summary="List teams")
def list_teams(request: HttpRequest, parameters: Query[After]) -> TeamPage:
    """List the teams that you are a member of, 50 on a page."""
    rows = token_of(request).person.memberships.select_related("team")
    listed = page(request, rows, parameters.after)
    return TeamPage(teams=[Team.of(row.team, row.role) for row in listed.rows], next=listed.next)


@router.post("/teams", auth=WriteToken(), response={201: Team}, summary="Create a team")
def create_team(request: HttpRequest, body: NewTeam) -> Any:
    """Create a team with you as its first owner."""
    name = valid(NameForm(body.dict()))["name"]
    row = teams.create(name, token_of(request).person)
    return Status(HTTPStatus.CREATED, Team.of(row, Role.OWNER))


@router.get("/teams/{slug:slug}", response=Team, summary="One team")
def get_team(request: HttpRequest, slug: str) -> Team:
    """Return a team that you are a member of."""
    membership = of_token(request, slug)
    return Team.of(membership.team, membership.role)


@router.patch(
    "/teams/{slug:slug}", auth=WriteToken(), response=Team, summary="Change the settings of a team"
)
def change_team(request: HttpRequest, slug: str, body: TeamSettings) -> Team:
    """Change the name and the approval settings of a team; its slug stays."""
    membership = of_token(request, slug, owner=True)
    team = membership.team
    stored = {name: getattr(team, name) for name in SettingsForm.base_fields}
    values = stored | body.sent
    values["approvals_by_environment"] = _lines(values["approvals_by_environment"])
    teams.save_settings(team, valid(SettingsForm(team, values)), membership.person)
    return get_team(request, slug)


@router.api_operation(
    ["DELETE"],
    "/teams/{slug:slug}",
    auth=WriteToken(),
    response={204: None},
    summary="Delete a team",
)
def delete_team(request: HttpRequest, slug: str) -> Any:
    """Delete a team; 409 while it owns configurations."""
    teams.delete(of_token(request, slug, owner=True).team)
    return Status(HTTPStatus.NO_CONTENT, None)


@router.get("/teams/{slug:slug}/members", response=MemberPage, summary="List members")
def list_members(request: HttpRequest, slug: str, parameters: Query[After]) -> MemberPage:
    """List the members of a team, 50 on a page."""
    rows = of_token(request, slug).team.memberships.select_related("person")
    listed = page(request, rows, parameters.after)
    return MemberPage(members=[Member.of(row) for row in listed.rows], next=listed.next)


@router.post(
    "/teams/{slug:slug}/members", auth=WriteToken(), response={201: Member}, summary="Add a member"
)
def add_member(request: HttpRequest, slug: str, body: NewMember) -> Any:
    """Add a member at once, without an invitation."""
    team = of_token(request, slug, owner=True).team
    values = valid(MemberForm(team, {"user": body.person, "role": body.role.value}))
    row = teams.add_member(team, values["user"], Role(values["role"]))
    return Status(HTTPStatus.CREATED, Member.of(row))


@router.patch(
    "/teams/{slug:slug}/members/{str:username}",
    auth=WriteToken(),
    response=Member,
    summary="Change the role of a member",
)
def change_member(request: HttpRequest, slug: str, username: str, body: MemberRole) -> Member:
    """Give a member another role; 409 for the only owner, and where a group gives the role."""
    row = _member(of_token(request, slug, owner=True), username)
    teams.change_role(row, body.role)
    row.role = body.role
    return Member.of(row)


@router.api_operation(
    ["DELETE"],
    "/teams/{slug:slug}/members/{str:username}",
    auth=WriteToken(),
    response={204: None},
    summary="Remove a member, or leave a team",
)
def remove_member(request: HttpRequest, slug: str, username: str) -> Any:
    """Remove a member as an owner, or yourself; 409 where the team would have no owner."""
    leaves = username == token_of(request).person.username
    membership = of_token(request, slug, owner=not leaves)
    teams.remove_member(_member(membership, username))
    return Status(HTTPStatus.NO_CONTENT, None)


def of_token(request: HttpRequest, slug: str, *, owner: bool = False) -> Membership:
    """Find the membership of the token's owner; 404 for others, 403 where it takes an owner."""
    return memberships.of_person(token_of(request).person, slug, owner=owner)


def _member(membership: Membership, username: str) -> Membership:
    rows = membership.team.memberships.select_related("person", "team")
    return get_object_or_404(rows, person__username=username)


def _lines(approvals: Mapping[str, int]) -> str:
    return "\n".join(f"{name}: {number}" for name, number in approvals.items())

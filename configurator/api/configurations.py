"""The endpoints of configurations: their list, and what their owners do with a whole one."""

from __future__ import annotations

from datetime import datetime
from http import HTTPStatus
from typing import Any
from typing import Literal
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from ninja import Query
from ninja import Router
from ninja import Schema
from ninja import Status
from pydantic import Field

from configurator import access
from configurator.access import Right
from configurator.api import plans
from configurator.api import schemas
from configurator.api.authentication import WriteToken
from configurator.api.authentication import token_of
from configurator.api.authentication import visitor
from configurator.api.bodies import Body
from configurator.api.bodies import valid
from configurator.api.problems import Problem
from configurator.forms.configurations import MYSELF
from configurator.forms.configurations import OwnerForm
from configurator.forms.configurations import RenameForm
from configurator.forms.revision import WRITERS
from configurator.models import Configuration
from configurator.models import State
from configurator.models import Team
from configurator.models import User
from configurator.queries import configuration_list
from configurator.queries.scopes import deleted as deleted_of
from configurator.queries.scopes import scopes
from configurator.services import api_saves
from configurator.services import configurations
from configurator.services.purge import RESTORE_PERIOD

router = Router(tags=["Configurations"])

MOST_DELETED = 100
NO_TEAM = "You are not an editor or owner of this team. Name another team, or leave the team out."


class Filters(Schema):
    """The filters and the order of the list."""

    q: str = Field("", max_length=200, description="Words of the name or the description.")
    owner: str = Field("", description="mine, shared, or team.SLUG of one of your teams.")
    topology: Literal["", "api-first", "full-web"] = Field("", description="The topology pattern.")
    environment: str = Field("", max_length=63, description="One of its environments.")
    state: State | None = Field(None, description="The state of the latest revision.")
    archived: bool = Field(False, description="true: the archived ones only.")
    sort: Literal["changed", "name", "state"] = Field("changed", description="The order.")
    after: str = Field("", max_length=200, description="The cursor of a page: “next” has it.")


class CreateParameters(Schema):
    """The query parameters of a new configuration."""

    note: str = Field(
        "", description=f"The purpose of the configuration, for its reviewers. {plans.OR_HEADER}"
    )
    team: str = Field("", description="The slug of the team that owns it; without one, you do.")


class NewName(Body):
    """Another name."""

    name: str = Field(description="A DNS label, at most 40 characters.", examples=["acme-staging"])


class NewOwner(Body):
    """Another owner: a team where you may edit, or you."""

    team: str | None = Field(
        None, description="The slug of the team; null or left out: you.", examples=["platform"]
    )


class Moved(schemas.Configuration):
    """A configuration with its new owner."""

    lost: list[int] = Field(
        description="The revisions that are no longer approved, as the new owner requires more."
    )


class Deleted(Schema):
    """A deleted configuration that can be restored."""

    id: UUID
    name: str = Field(examples=["acme-production"])
    deleted: datetime
    until: datetime = Field(description="Until when it can be restored.")


class DeletedList(Schema):
    """The last 100 deleted configurations."""

    configurations: list[Deleted]


@router.get("/configurations", response=schemas.Page, summary="List configurations")
def list_configurations(request: HttpRequest, filters: Query[Filters]) -> schemas.Page:
    """List the configurations that the token's owner may see, 25 on a page."""
    person = token_of(request).person
    chosen = [scope for scope in scopes(person) if filters.owner in ("", scope.slug)]
    search = configuration_list.Search(
        words=filters.q,
        topology=filters.topology,
        environment=filters.environment.lower(),
        state=filters.state or "",
        archived=filters.archived,
        sort=filters.sort,
        after=filters.after,
    )
    listed = configuration_list.page(chosen, search) if chosen else configuration_list.Page(())
    rows = [schemas.Configuration.of(row) for row in listed.rows]
    return schemas.Page(configurations=rows, next=_next_url(filters, listed.next))


@router.post(
    "/configurations",
    auth=WriteToken(),
    response={201: schemas.RevisionDetail},
    openapi_extra=plans.plan_body(),
    summary="Save a plan as a new configuration",
)
def create_configuration(
    request: HttpRequest, response: HttpResponse, parameters: Query[CreateParameters]
) -> Any:
    """Save a plan as revision 1 of a new configuration."""
    person = token_of(request).person
    plan, note = plans.read_plan(request), plans.note_of(request, parameters.note)
    team = _team(person, parameters.team)
    return schemas.saved_response(response, api_saves.create(plan, person, note, team))


@router.get("/configurations/deleted", response=DeletedList, summary="List deleted configurations")
def list_deleted_configurations(request: HttpRequest) -> DeletedList:
    """List what you deleted in the last 30 days and can restore, the last 100 of them."""
    since = timezone.now() - RESTORE_PERIOD
    rows = deleted_of(visitor(request), since).only("name", "deleted")[:MOST_DELETED]
    return DeletedList(
        configurations=[
            Deleted(
                id=row.pk, name=row.name, deleted=row.deleted, until=row.deleted + RESTORE_PERIOD
            )
            for row in rows
            if row.deleted
        ]
    )


@router.get(
    "/configurations/{uuid:key}", response=schemas.Configuration, summary="One configuration"
)
def get_configuration(request: HttpRequest, key: UUID) -> schemas.Configuration:
    """Return a configuration with its state and latest revision."""
    return schemas.Configuration.of(access.find(visitor(request), key).configuration)


@router.patch(
    "/configurations/{uuid:key}",
    auth=WriteToken(),
    response=schemas.Configuration,
    summary="Rename a configuration",
)
def rename_configuration(request: HttpRequest, key: UUID, body: NewName) -> schemas.Configuration:
    """Rename the draft. Revisions keep the name under which they were saved."""
    grant = access.find(visitor(request), key, Right.EDIT)
    plans.require_readable(grant.configuration)
    name = valid(RenameForm(body.sent))["name"]
    configurations.rename(key=key, name=name, person=grant.person)
    return get_configuration(request, key)


@router.api_operation(
    ["DELETE"],
    "/configurations/{uuid:key}",
    auth=WriteToken(),
    response={204: None},
    summary="Delete a configuration",
)
def delete_configuration(request: HttpRequest, key: UUID) -> Any:
    """Delete a configuration. It can be restored for 30 days."""
    grant = access.find(visitor(request), key, Right.REMOVE)
    configurations.delete(key=key, person=grant.person, now=timezone.now())
    return Status(HTTPStatus.NO_CONTENT, None)


@router.post(
    "/configurations/{uuid:key}/restore",
    auth=WriteToken(),
    response=schemas.Configuration,
    summary="Restore a deleted configuration",
)
def restore_configuration(request: HttpRequest, key: UUID) -> schemas.Configuration:
    """Restore a deleted configuration as it was."""
    since = timezone.now() - RESTORE_PERIOD
    row = get_object_or_404(deleted_of(visitor(request), since), pk=key)
    configurations.restore(key=row.pk, person=token_of(request).person)
    return get_configuration(request, key)


@router.post(
    "/configurations/{uuid:key}/archive",
    auth=WriteToken(),
    response=schemas.Configuration,
    summary="Archive a configuration",
)
def archive_configuration(request: HttpRequest, key: UUID) -> schemas.Configuration:
    """Archive a configuration: it becomes read-only."""
    grant = access.find(visitor(request), key, Right.OWN)
    configurations.archive(key=key, person=grant.person, now=timezone.now())
    return get_configuration(request, key)


@router.post(
    "/configurations/{uuid:key}/unarchive",
    auth=WriteToken(),
    response=schemas.Configuration,
    summary="Unarchive a configuration",
)
def unarchive_configuration(request: HttpRequest, key: UUID) -> schemas.Configuration:
    """Unarchive a configuration."""
    grant = access.find(visitor(request), key, Right.OWN)
    configurations.unarchive(key=key, person=grant.person)
    return get_configuration(request, key)


@router.post(
    "/configurations/{uuid:key}/move",
    auth=WriteToken(),
    response=Moved,
    summary="Move a configuration to another owner",
)
def move_configuration(request: HttpRequest, key: UUID, body: NewOwner) -> Moved:
    """Make a team the owner, or yourself. Your role in the team then decides what you may do."""
    grant = access.find(visitor(request), key, Right.OWN)
    owner = f"team.{body.team}" if body.team else MYSELF
    form = OwnerForm(grant.signed, grant.configuration, {"owner": owner})
    valid(form)
    lost = configurations.move(key=key, person=grant.signed, team=form.team)
    row = Configuration.objects.select_related("person", "team").get(pk=key)
    return Moved(**schemas.Configuration.columns(row), lost=lost)


@router.post(
    "/configurations/{uuid:key}/duplicate",
    auth=WriteToken(),
    response={201: schemas.Configuration},
    summary="Duplicate a draft",
)
def duplicate_configuration(request: HttpRequest, response: HttpResponse, key: UUID) -> Any:
    """Start a configuration of your own with a copy of the draft; it has no revision yet."""
    grant = access.find(visitor(request), key, Right.EDIT)
    plans.require_readable(grant.configuration)
    return schemas.created_response(response, configurations.duplicate(grant=grant))


def _team(person: User, slug: str) -> Team | None:
    if not slug:
        return None
    memberships = person.memberships.filter(team__slug=slug, role__in=WRITERS)
    membership = memberships.select_related("team").first()
    if membership is None:
        raise Problem(422, NO_TEAM)
    return membership.team


def _next_url(filters: Filters, cursor: str) -> str | None:
    """Return the URL of the next page; nothing on the last one."""
    if not cursor:
        return None
    query = filters.dict(exclude_defaults=True) | {"after": cursor}
    return f"{reverse('api:list_configurations')}?{urlencode(query)}"

"""What a token saves, and what the guide makes of a plan without saving it."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from ninja import Query
from ninja import Schema
from ninja import Status
from pydantic import Field

import generators
from configurator import access
from configurator.access import Right
from configurator.api import plans
from configurator.api import schemas
from configurator.api.authentication import WriteToken
from configurator.api.authentication import token_of
from configurator.api.authentication import visitor
from configurator.api.problems import Problem
from configurator.api.router import router
from configurator.forms.revision import WRITERS
from configurator.models import Team
from configurator.models import User
from configurator.services import api_saves
from configurator.services.revisions import Kept

NO_TEAM = "You are no editor or owner of a team of this name; leave it out, or name another."


class New(Schema):
    """What stands beside the plan of a new configuration."""

    note: str = Field("", description="What it is for, for those who review it.")
    team: str = Field("", description="The slug of the team that owns it, else you do.")


class Next(Schema):
    """What stands beside the plan of the next revision."""

    note: str = Field("", description="What changed and why, for those who review it.")
    base: int | None = Field(
        None, description="The revision that the plan was made from. If it is not the latest, 409."
    )


@router.post(
    "/configurations",
    auth=WriteToken(),
    response={201: schemas.Whole},
    openapi_extra=dict(plans.PLAN),
    summary="Save a plan as a new configuration",
)
def create(request: HttpRequest, response: HttpResponse, beside: Query[New]) -> Any:
    """Save a plan as revision 1 of a configuration that begins with it."""
    person = token_of(request).person
    plan, note = plans.sent(request), plans.worded(beside.note)
    return _saved(response, api_saves.create(plan, person, note, _team(person, beside.team)))


@router.post(
    "/configurations/{uuid:key}/revisions",
    auth=WriteToken(),
    response={200: schemas.Whole, 201: schemas.Whole},
    openapi_extra=dict(plans.PLAN),
    summary="Save a plan as the next revision",
)
def revise(request: HttpRequest, response: HttpResponse, key: UUID, beside: Query[Next]) -> Any:
    """Save a plan as the next revision; 200 where the latest holds this very plan already.

    The shared draft follows, unless somebody changed it since it was saved.
    """
    here = access.find(visitor(request), key, Right.EDIT)
    plan, note = plans.sent(request), plans.worded(beside.note)
    try:
        kept = api_saves.revise(key, plan, token_of(request).person, note, beside.base)
    except api_saves.Moved as moved:
        before = here.revisions.filter(number=moved.base).first()
        if before is None:
            raise Problem(422, f"There is no revision {moved.base} to begin from.") from None
        raise plans.moved(moved.base, before, moved.latest, plan) from None
    return _saved(response, kept)


@router.post("/validate", openapi_extra=dict(plans.PLAN), summary="Ask what the guide makes of it")
def validate(request: HttpRequest) -> HttpResponse:
    """Judge a plan and save nothing: plan, verdict, findings, coverage and problems, as the
    command `validate` prints them. A body that is no plan is an answer too: `unreadable`.
    """
    try:
        judgement = generators.judge_file(plans.sent(request), timezone.localdate())
        text = generators.as_json(judgement)
    except generators.Unreadable as error:
        text = generators.unreadable_as_json(error.problems)
    return HttpResponse(text, content_type="application/json")


def _saved(response: HttpResponse, kept: Kept) -> Status[schemas.Whole]:
    revision = kept.revision
    place = [revision.configuration_id, revision.number]
    response["Location"] = reverse("api:revision", args=place)
    status = HTTPStatus.CREATED if kept.new else HTTPStatus.OK
    return Status(int(status), schemas.Whole.of(revision))


def _team(person: User, slug: str) -> Team | None:
    if not slug:
        return None
    seats = person.memberships.filter(team__slug=slug, role__in=WRITERS).select_related("team")
    seat = seats.first()
    if seat is None:
        raise Problem(422, NO_TEAM)
    return seat.team

"""The endpoints that save a plan, and the one that validates without saving."""

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
from configurator.services.revisions import SaveResult

NO_TEAM = "You are not an editor or owner of this team. Name another team, or leave the team out."


class CreateParameters(Schema):
    """The query parameters of a new configuration."""

    note: str = Field("", description="The purpose of the configuration, for its reviewers.")
    team: str = Field("", description="The slug of the team that owns it; without one, you do.")


class ReviseParameters(Schema):
    """The query parameters of a new revision."""

    note: str = Field("", description="What changed and why, for the reviewers.")
    base: int | None = Field(
        None, description="The revision on which the plan is based. 409 if it is not the latest."
    )


@router.post(
    "/configurations",
    auth=WriteToken(),
    response={201: schemas.RevisionDetail},
    openapi_extra=dict(plans.PLAN),
    summary="Save a plan as a new configuration",
)
def create(
    request: HttpRequest, response: HttpResponse, parameters: Query[CreateParameters]
) -> Any:
    """Save a plan as revision 1 of a new configuration."""
    person = token_of(request).person
    plan, note = plans.read_plan(request), plans.clean_note(parameters.note)
    return saved_response(
        response, api_saves.create(plan, person, note, _team(person, parameters.team))
    )


@router.post(
    "/configurations/{uuid:key}/revisions",
    auth=WriteToken(),
    response={200: schemas.RevisionDetail, 201: schemas.RevisionDetail},
    openapi_extra=dict(plans.PLAN),
    summary="Save a plan as the next revision",
)
def revise(
    request: HttpRequest, response: HttpResponse, key: UUID, parameters: Query[ReviseParameters]
) -> Any:
    """Save a plan as the next revision; 200 where the latest revision already has the same plan.

    The draft takes the plan too, unless it has unsaved changes.
    """
    grant = access.find(visitor(request), key, Right.EDIT)
    plan, note = plans.read_plan(request), plans.clean_note(parameters.note)
    try:
        saved = api_saves.revise(key, plan, token_of(request).person, note, parameters.base)
    except api_saves.BaseOutdated as error:
        before = grant.revisions.filter(number=error.base).first()
        if before is None:
            raise Problem(
                422, f"Revision {error.base} does not exist. Set base to an existing one."
            ) from None
        raise plans.base_outdated(error.base, before, error.latest, plan) from None
    return saved_response(response, saved)


@router.post("/validate", openapi_extra=dict(plans.PLAN), summary="Validate a plan")
def validate(request: HttpRequest) -> HttpResponse:
    """Check a plan without saving it. The response is the JSON of the command `validate`: plan,
    verdict, findings, coverage, problems. A body that is not a plan has the verdict `unreadable`.
    """
    try:
        judgement = generators.judge_file(plans.read_plan(request), timezone.localdate())
        text = generators.as_json(generators.located(judgement))
    except generators.Unreadable as error:
        text = generators.unreadable_as_json(error.problems)
    return HttpResponse(text, content_type="application/json")


@router.post(
    "/explain",
    response=list[schemas.ExplainedLine],
    openapi_extra=dict(plans.PLAN),
    summary="Why the lines of a file of a plan are there",
)
def explain(
    request: HttpRequest, parameters: Query[schemas.LineParameters]
) -> list[schemas.ExplainedLine]:
    """Explain each line of a file, or one line of it, without saving the plan. A plan with errors
    is explained too, with placeholders for what it leaves open.
    """
    return schemas.ExplainedLine.all_of(plans.read_plan(request), parameters)


def saved_response(response: HttpResponse, saved: SaveResult) -> Status[schemas.RevisionDetail]:
    """Return a saved revision: 201 with its URL where the request made it, else 200."""
    revision = saved.revision
    keys = [revision.configuration_id, revision.number]
    response["Location"] = reverse("api:revision", args=keys)
    status = HTTPStatus.CREATED if saved.new else HTTPStatus.OK
    return Status(int(status), schemas.RevisionDetail.of(revision))


def _team(person: User, slug: str) -> Team | None:
    if not slug:
        return None
    memberships = person.memberships.filter(team__slug=slug, role__in=WRITERS)
    membership = memberships.select_related("team").first()
    if membership is None:
        raise Problem(422, NO_TEAM)
    return membership.team

"""The endpoints of a draft's environments: add, rename, reorder, remove and promote them."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any
from typing import Literal
from uuid import UUID

from django.http import Http404
from django.http import HttpRequest
from django.http import HttpResponse
from ninja import Router
from ninja import Status
from pydantic import Field

from configurator.api import drafts
from configurator.api.authentication import WriteToken
from configurator.api.authentication import token_of
from configurator.api.bodies import Body
from configurator.api.bodies import valid
from configurator.api.drafts import Draft
from configurator.api.drafts import IfMatch
from configurator.api.problems import Problem
from configurator.forms.environments import EnvironmentNameForm
from configurator.forms.environments import NewEnvironmentForm
from configurator.models import Configuration
from configurator.services import environments
from configurator.services import promotions

router = Router(tags=["Drafts"])

NAME = "Lowercase letters, digits and hyphens. It names the overlay."


class NewEnvironment(Body):
    """A new environment."""

    name: str = Field(description=NAME, examples=["staging"])
    before: str = Field(
        "", description="The environment that it is promoted to; empty: it is the last one."
    )
    start: str = Field(
        "", description="The environment whose own values it copies; empty: the shared values only."
    )


class EnvironmentName(Body):
    """Another name of an environment."""

    name: str = Field(description=NAME, examples=["qa"])


class Direction(Body):
    """One place up or down in the order of promotion."""

    direction: Literal["up", "down"]


class DraftPromotion(Body):
    """The environments of a promotion, and what moves although it stays otherwise."""

    source: str = Field(
        max_length=63, description="The environment whose values move.", examples=["staging"]
    )
    target: str = Field(
        max_length=63, description="The environment that takes them.", examples=["production"]
    )
    also: list[str] = Field(
        [], max_length=500, description="Paths of choices, or of groups of them, that move too."
    )


@router.post(
    "/configurations/{uuid:key}/draft/environments",
    auth=WriteToken(),
    response={201: Draft},
    summary="Add an environment",
)
def add_environment(
    request: HttpRequest, response: HttpResponse, key: UUID, body: NewEnvironment
) -> Any:
    """Add an environment to the draft. A plan for one environment becomes the shared plan."""
    draft = drafts.find(request, key)
    values = valid(NewEnvironmentForm(draft.plan_file.environments, body.dict()))
    environments.add(
        key=key,
        name=values["name"],
        source=values["start"],
        before=values["before"],
        person=token_of(request).person,
    )
    return Status(HTTPStatus.CREATED, drafts.get_draft(request, response, key))


@router.patch(
    "/configurations/{uuid:key}/draft/environments/{slug:environment}",
    auth=WriteToken(),
    response=Draft,
    summary="Rename an environment",
)
def rename_environment(
    request: HttpRequest, response: HttpResponse, key: UUID, environment: str, body: EnvironmentName
) -> Draft:
    """Rename an environment of the draft, with its own values, its waivers and its promotions."""
    draft = _with(request, key, environment)
    taken = [name for name in draft.plan_file.environments if name != environment]
    name = valid(EnvironmentNameForm(taken, body.dict()))["name"]
    person = token_of(request).person
    environments.rename(key=key, name=environment, new=name, person=person)
    return drafts.get_draft(request, response, key)


@router.post(
    "/configurations/{uuid:key}/draft/environments/{slug:environment}/move",
    auth=WriteToken(),
    response=Draft,
    summary="Change the order of promotion",
)
def move_environment(
    request: HttpRequest, response: HttpResponse, key: UUID, environment: str, body: Direction
) -> Draft:
    """Move an environment of the draft one place up or down in the order of promotion."""
    _with(request, key, environment)
    person = token_of(request).person
    environments.move(key=key, name=environment, up=body.direction == "up", person=person)
    return drafts.get_draft(request, response, key)


@router.api_operation(
    ["DELETE"],
    "/configurations/{uuid:key}/draft/environments/{slug:environment}",
    auth=WriteToken(),
    response=Draft,
    summary="Remove an environment",
)
def remove_environment(
    request: HttpRequest, response: HttpResponse, key: UUID, environment: str
) -> Draft:
    """Remove an environment of the draft with its own values and its waivers."""
    _with(request, key, environment)
    environments.remove(key=key, name=environment, person=token_of(request).person)
    return drafts.get_draft(request, response, key)


@router.post(
    "/configurations/{uuid:key}/draft/promotion",
    auth=WriteToken(),
    response=Draft,
    summary="Promote an environment in the draft",
)
def promote_in_draft(
    request: HttpRequest,
    response: HttpResponse,
    key: UUID,
    body: DraftPromotion,
    if_match: IfMatch = "",
) -> Draft:
    """Give the target's choices the values of the source, in the draft. Nothing is saved yet."""
    draft = drafts.find(request, key)
    drafts.check_version(draft, if_match)
    promotion = promotions.promote(
        key=key,
        source=body.source,
        target=body.target,
        also=body.also,
        seen=draft.version,
        person=token_of(request).person,
    )
    if promotion is None:
        raise Problem(HTTPStatus.PRECONDITION_FAILED, drafts.OUTDATED)
    return drafts.get_draft(request, response, key)


def _with(request: HttpRequest, key: UUID, environment: str) -> Configuration:
    draft = drafts.find(request, key)
    if environment not in draft.plan_file.environments:
        raise Http404(environment)
    return draft

"""What a token reads."""

from __future__ import annotations

from typing import Literal
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest
from django.http import HttpResponse
from django.http import JsonResponse
from django.urls import reverse
from ninja import Query
from ninja import Schema
from pydantic import Field

import generators
from configurator import access
from configurator.api import schemas
from configurator.api.authentication import token_of
from configurator.api.authentication import visitor
from configurator.api.plans import JSON
from configurator.api.plans import YAML
from configurator.api.problems import Problem
from configurator.api.router import router
from configurator.events import log
from configurator.models import State
from configurator.models import Verb
from configurator.queries import configuration_list
from configurator.queries.scopes import scopes
from configurator.views.files import attached

NO_BUNDLE = "Errors blocked the bundle of this revision when it was saved; its findings say which."
ZIP = "application/zip"


class Asked(Schema):
    """What to look for."""

    q: str = Field("", max_length=200, description="Words in the name or the description.")
    whose: str = Field("", description="mine, shared, or team. and the slug of a team of yours.")
    topology: Literal["", "api-first", "full-web"] = ""
    environment: str = Field("", max_length=63)
    state: State | None = None
    archived: bool = False
    sort: Literal["changed", "name", "state"] = "changed"
    after: str = Field("", max_length=200, description="Where a page begins: “next” holds it.")


@router.get("/configurations", response=schemas.Page, summary="List configurations")
def configurations(request: HttpRequest, asked: Query[Asked]) -> schemas.Page:
    """List what the person sees whose token it is, 25 a page."""
    among = [each for each in scopes(token_of(request).person) if asked.whose in ("", each.slug)]
    found = (
        configuration_list.page(
            among,
            configuration_list.Asked(
                words=asked.q,
                topology=asked.topology,
                environment=asked.environment.lower(),
                state=asked.state or "",
                archived=asked.archived,
                sort=asked.sort,
                after=asked.after,
            ),
        )
        if among
        else configuration_list.Page(())
    )
    rows = [schemas.Configuration.of(each) for each in found.rows]
    return schemas.Page(configurations=rows, next=_next(asked, found.older))


@router.get("/configurations/{uuid:key}", response=schemas.Configuration, summary="One of them")
def configuration(request: HttpRequest, key: UUID) -> schemas.Configuration:
    """Tell where a configuration stands."""
    return schemas.Configuration.of(access.find(visitor(request), key).configuration)


@router.get(
    "/configurations/{uuid:key}/revisions",
    response=list[schemas.Revision],
    summary="List its revisions",
)
def revisions(request: HttpRequest, key: UUID) -> list[schemas.Revision]:
    """List the revisions of a configuration, the latest first."""
    rows = access.find(visitor(request), key).revisions
    return [schemas.Revision.of(each) for each in rows.defer("document", "complete", "findings")]


@router.get(
    "/configurations/{uuid:key}/revisions/{int:number}",
    response=schemas.Whole,
    summary="One revision",
)
def revision(request: HttpRequest, key: UUID, number: int) -> schemas.Whole:
    """Tell what was said of a revision when it was saved, and by its reviewers since."""
    return schemas.Whole.of(access.find(visitor(request), key).revision(number))


@router.get(
    "/configurations/{uuid:key}/revisions/{int:number}/plan",
    summary="Its plan",
    openapi_extra={
        "responses": {
            200: {"content": {kind: {"schema": {"type": "object"}} for kind in (YAML, JSON)}}
        }
    },
)
def plan(request: HttpRequest, key: UUID, number: int) -> HttpResponse:
    """Give the plan as it was saved, with no more than was chosen: YAML, or JSON if asked for."""
    document = access.find(visitor(request), key).revision(number).written
    if request.get_preferred_type([YAML, JSON]) == JSON:
        return JsonResponse(document)
    return HttpResponse(generators.dump([document]), content_type=YAML)


@router.get(
    "/configurations/{uuid:key}/revisions/{int:number}/bundle.zip",
    summary="Its bundle",
    openapi_extra={
        "responses": {
            200: {
                "content": {"application/zip": {"schema": {"type": "string", "format": "binary"}}}
            }
        }
    },
)
def bundle(request: HttpRequest, key: UUID, number: int) -> HttpResponse:
    """Give the bytes that were kept when the revision was saved. The history tells of it."""
    here = access.find(visitor(request), key)
    found = here.revision(number)
    if found.archive is None:
        raise Problem(404, NO_BUNDLE)
    log.record_event_of(here, Verb.DOWNLOADED, number, digest=found.digest)
    return attached(found.archive.zipped, ZIP, f"{found.archive.bundle.name}.zip")


def _next(asked: Asked, place: str) -> str | None:
    """Write the address of the next page."""
    if not place:
        return None
    said = asked.dict(exclude_defaults=True) | {"after": place}
    return f"{reverse('api:configurations')}?{urlencode(said)}"

"""The endpoints that read."""

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

NO_BUNDLE = (
    "Errors blocked the bundle when the revision was saved. Fix the errors and save a new revision."
)
ZIP = "application/zip"


class Filters(Schema):
    """The filters and the order of the list."""

    q: str = Field("", max_length=200, description="Words of the name or the description.")
    owner: str = Field("", description="mine, shared, or team.SLUG of one of your teams.")
    topology: Literal["", "api-first", "full-web"] = ""
    environment: str = Field("", max_length=63, description="One of its environments.")
    state: State | None = None
    archived: bool = False
    sort: Literal["changed", "name", "state"] = "changed"
    after: str = Field("", max_length=200, description="The cursor of a page: “next” has it.")


@router.get("/configurations", response=schemas.Page, summary="List configurations")
def configurations(request: HttpRequest, filters: Query[Filters]) -> schemas.Page:
    """List the configurations that the token's owner may see, 25 on a page."""
    person = token_of(request).person
    chosen = [scope for scope in scopes(person) if filters.owner in ("", scope.slug)]
    page = (
        configuration_list.page(
            chosen,
            configuration_list.Search(
                words=filters.q,
                topology=filters.topology,
                environment=filters.environment.lower(),
                state=filters.state or "",
                archived=filters.archived,
                sort=filters.sort,
                after=filters.after,
            ),
        )
        if chosen
        else configuration_list.Page(())
    )
    rows = [schemas.Configuration.of(row) for row in page.rows]
    return schemas.Page(configurations=rows, next=_next_url(filters, page.next))


@router.get(
    "/configurations/{uuid:key}", response=schemas.Configuration, summary="One configuration"
)
def configuration(request: HttpRequest, key: UUID) -> schemas.Configuration:
    """Return a configuration with its state and latest revision."""
    return schemas.Configuration.of(access.find(visitor(request), key).configuration)


@router.get(
    "/configurations/{uuid:key}/revisions",
    response=list[schemas.Revision],
    summary="List revisions",
)
def revisions(request: HttpRequest, key: UUID) -> list[schemas.Revision]:
    """List the revisions of a configuration, the latest first."""
    rows = access.find(visitor(request), key).revisions
    return [schemas.Revision.of(row) for row in rows.defer("document", "complete", "findings")]


@router.get(
    "/configurations/{uuid:key}/revisions/{int:number}",
    response=schemas.RevisionDetail,
    summary="One revision",
)
def revision(request: HttpRequest, key: UUID, number: int) -> schemas.RevisionDetail:
    """Return a revision with its findings and its approvals."""
    return schemas.RevisionDetail.of(access.find(visitor(request), key).revision(number))


@router.get(
    "/configurations/{uuid:key}/revisions/{int:number}/plan",
    summary="The plan of a revision",
    openapi_extra={
        "responses": {
            200: {"content": {kind: {"schema": {"type": "object"}} for kind in (YAML, JSON)}}
        }
    },
)
def plan(request: HttpRequest, key: UUID, number: int) -> HttpResponse:
    """Return the plan as it was saved, without defaults: YAML, or JSON by the header Accept."""
    document = access.find(visitor(request), key).revision(number).written
    if request.get_preferred_type([YAML, JSON]) == JSON:
        return JsonResponse(document)
    return HttpResponse(generators.dump([document]), content_type=YAML)


@router.get(
    "/configurations/{uuid:key}/revisions/{int:number}/bundle.zip",
    summary="The bundle of a revision",
    openapi_extra={
        "responses": {
            200: {
                "content": {"application/zip": {"schema": {"type": "string", "format": "binary"}}}
            }
        }
    },
)
def bundle(request: HttpRequest, key: UUID, number: int) -> HttpResponse:
    """Return the zip that was stored when the revision was saved; the audit log records it."""
    grant = access.find(visitor(request), key)
    revision = grant.revision(number)
    if revision.archive is None:
        raise Problem(404, NO_BUNDLE)
    log.record_event_of(grant, Verb.DOWNLOADED, number, digest=revision.digest)
    return attached(revision.archive.zipped, ZIP, f"{revision.archive.bundle.name}.zip")


@router.get(
    "/configurations/{uuid:key}/revisions/{int:number}/explain",
    response=list[schemas.ExplainedLine],
    summary="Why the lines of a file are there",
)
def explain(
    request: HttpRequest, key: UUID, number: int, parameters: Query[schemas.LineParameters]
) -> list[schemas.ExplainedLine]:
    """Explain each line of a file of the revision's plan, or one line of it, as of this version."""
    plan_file = access.find(visitor(request), key).revision(number).plan_file
    return schemas.ExplainedLine.all_of(plan_file, parameters)


def _next_url(filters: Filters, cursor: str) -> str | None:
    """Return the URL of the next page; nothing on the last one."""
    if not cursor:
        return None
    query = filters.dict(exclude_defaults=True) | {"after": cursor}
    return f"{reverse('api:configurations')}?{urlencode(query)}"

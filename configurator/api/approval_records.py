"""The endpoints of approval records: the plain one, and the signed one."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest
from django.http import HttpResponse
from ninja import Query
from ninja import Router
from ninja import Schema
from pydantic import Field

from configurator import access
from configurator.api import content
from configurator.api.authentication import visitor
from configurator.api.problems import Problem
from configurator.config.record_key import Unsigned
from configurator.config.record_key import record_keys
from configurator.reviews.approval_record import approval
from configurator.reviews.approval_record import as_json
from configurator.reviews.signed_record import signed_record

router = Router(tags=["Revisions"])

UNSIGNED = "Records cannot be signed. The administrator has to repair the key file:"
NOT_APPROVED = "This revision is not approved, so it has no approval record. Request a review."


class RecordParameters(Schema):
    """The query parameters of a signed record."""

    environment: str = Field(
        "", description="The environment whose approval is recorded; empty: the whole bundle."
    )


@router.get(
    "/configurations/{uuid:key}/revisions/{int:number}/approval",
    summary="The approval record of a revision",
    openapi_extra=content.described(content.JSON),
)
def get_approval_record(request: HttpRequest, key: UUID, number: int) -> HttpResponse:
    """Return the record that `verify --record` reads; 404 where the revision is not approved."""
    document = approval(access.find(visitor(request), key).revision(number))
    if document is None:
        raise Problem(404, NOT_APPROVED)
    return content.file_response(request, as_json(document), content.JSON)


@router.get(
    "/configurations/{uuid:key}/revisions/{int:number}/approval.dsse.json",
    summary="The signed approval record of a revision",
    openapi_extra=content.described(content.JSON),
)
def get_signed_approval_record(
    request: HttpRequest, key: UUID, number: int, parameters: Query[RecordParameters]
) -> HttpResponse:
    """Return the in-toto statement of an approval in a DSSE envelope, for `verify --key`.

    Without an environment it is the approval of the whole bundle. 404 where it is not approved.
    The keys are at `/.well-known/skillflaw-configurator/keys.json`.
    """
    revision = access.find(visitor(request), key).revision(number)
    try:
        record = signed_record(revision, record_keys(), parameters.environment)
    except Unsigned as error:
        raise Problem(503, f"{UNSIGNED} {error.reason}.") from None
    if record is None:
        raise Problem(404, NOT_APPROVED)
    return content.file_response(request, record, content.JSON)

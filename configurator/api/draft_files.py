"""The endpoints of a draft's bundle and its files."""

from __future__ import annotations

from http import HTTPStatus
from uuid import UUID

from django.http import HttpRequest
from django.http import HttpResponse
from ninja import Router

import generators
from configurator.api import content
from configurator.api import drafts
from configurator.api import revisions
from configurator.api.problems import Problem
from configurator.models import Configuration
from configurator.models.draft_bundle import bundle_of

router = Router(tags=["Drafts"])

BLOCKED = "Errors or invalid values block the bundle of the draft. Fix its findings first."


@router.get(
    "/configurations/{uuid:key}/draft/bundle.zip",
    summary="The bundle of the draft as a zip",
    openapi_extra=content.described(content.ZIP),
)
def get_draft_zip(request: HttpRequest, key: UUID) -> HttpResponse:
    """Return the draft's bundle as the current version generates it; 409 where it is blocked."""
    draft = drafts.find(request, key)
    packed = _bundle(draft).zipped()
    return content.file_response(request, packed, content.ZIP, f"{draft.name}.zip")


@router.get(
    "/configurations/{uuid:key}/draft/files",
    response=revisions.Files,
    summary="List the files of the draft",
)
def list_draft_files(request: HttpRequest, key: UUID) -> revisions.Files:
    """List the files of the draft's bundle; 409 where it is blocked."""
    bundle = _bundle(drafts.find(request, key))
    files = revisions.File.all_of(bundle.files)
    return revisions.Files(digest=bundle.digest, files=files)


@router.get(
    "/configurations/{uuid:key}/draft/files/{path:path}",
    summary="One file of the draft",
    openapi_extra=content.described(content.TEXT),
)
def get_draft_file(request: HttpRequest, key: UUID, path: str) -> HttpResponse:
    """Return the text of one file of the draft's bundle."""
    return revisions.one_file(request, _bundle(drafts.find(request, key)), path)


def _bundle(draft: Configuration) -> generators.Bundle:
    bundle = bundle_of(draft)
    if bundle is None:
        raise Problem(HTTPStatus.CONFLICT, BLOCKED)
    return bundle

"""The endpoints of revisions: their list, their plan, their bundle and its files."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.http import Http404
from django.http import HttpRequest
from django.http import HttpResponse
from ninja import Query
from ninja import Router
from ninja import Schema
from pydantic import Field

import generators
from configurator import access
from configurator.access import Right
from configurator.api import content
from configurator.api import plans
from configurator.api import schemas
from configurator.api.authentication import WriteToken
from configurator.api.authentication import token_of
from configurator.api.authentication import visitor
from configurator.api.pagination import After
from configurator.api.pagination import page
from configurator.api.problems import Problem
from configurator.events import log
from configurator.models import Revision
from configurator.models import Verb
from configurator.pages.environment_objects import text_of
from configurator.services import api_saves
from configurator.services import configurations

router = Router(tags=["Revisions"])

NO_BUNDLE = (
    "Errors blocked the bundle when the revision was saved. Fix the errors and save a new revision."
)
UNREADABLE = "This version cannot read the revision. Nothing was saved. Choose a later revision."
NO_OBJECTS = "No objects of this environment were stored with the revision."


class ReviseParameters(Schema):
    """The query parameters of a new revision."""

    note: str = Field("", description=f"What changed and why, for the reviewers. {plans.OR_HEADER}")
    base: int | None = Field(
        None, description="The revision on which the plan is based. 409 if it is not the latest."
    )


class File(Schema):
    """A file of a bundle; its reason, its choices and its statements are in RATIONALE.md too."""

    path: str = Field(examples=["base/backend/deployment.yaml"])
    size: int = Field(description="Bytes.")
    sha256: str
    executable: bool
    why: str = Field(description="Why the bundle has it; empty where that is not recorded.")
    choices: list[str] = Field(description="The paths of the choices that it depends on.")
    guide: list[str] = Field(description="The statements of the guide that it satisfies.")

    @classmethod
    def all_of(cls, files: Iterable[generators.Rendered]) -> list[File]:
        """Return the files of a bundle."""
        return [
            cls(
                path=file.path,
                size=len(file.text.encode()),
                sha256=generators.sha256(file.text.encode()),
                executable=file.executable,
                why=file.why,
                choices=list(file.choices),
                guide=list(file.guide),
            )
            for file in files
        ]


class Files(Schema):
    """The files of a bundle, by path."""

    digest: str = Field(description="The bundle's digest: the SHA-256 of its SHA256SUMS.")
    files: list[File]


@router.get(
    "/configurations/{uuid:key}/revisions",
    response=list[schemas.Revision],
    summary="List revisions",
)
def list_revisions(
    request: HttpRequest, response: HttpResponse, key: UUID, parameters: Query[After]
) -> list[schemas.Revision]:
    """List the revisions of a configuration, the latest first, 50 at a time.

    Where there are more, the header Link has the URL of the next ones.
    """
    rows = access.find(visitor(request), key).revisions.defer("document", "complete", "findings")
    listed = page(request, rows, parameters.after, key="number", newest_first=True)
    if listed.next:
        response["Link"] = f'<{listed.next}>; rel="next"'
    return [schemas.Revision.of(row) for row in listed.rows]


@router.post(
    "/configurations/{uuid:key}/revisions",
    auth=WriteToken(),
    response={200: schemas.RevisionDetail, 201: schemas.RevisionDetail},
    openapi_extra=plans.plan_body(),
    summary="Save a plan as the next revision",
)
def create_revision(
    request: HttpRequest, response: HttpResponse, key: UUID, parameters: Query[ReviseParameters]
) -> Any:
    """Save a plan as the next revision; 200 where the latest revision already has the same plan.

    The draft takes the plan too, unless it has unsaved changes.
    """
    grant = access.find(visitor(request), key, Right.EDIT)
    plan, note = plans.read_plan(request), plans.note_of(request, parameters.note)
    try:
        saved = api_saves.revise(key, plan, token_of(request).person, note, parameters.base)
    except api_saves.BaseOutdated as error:
        before = grant.revisions.filter(number=error.base).first()
        if before is None:
            raise Problem(
                422, f"Revision {error.base} does not exist. Set base to an existing one."
            ) from None
        raise plans.base_outdated(error.base, before, error.latest, plan) from None
    return schemas.saved_response(response, saved)


@router.get(
    "/configurations/{uuid:key}/revisions/{int:number}",
    response=schemas.RevisionDetail,
    summary="One revision",
)
def get_revision(request: HttpRequest, key: UUID, number: int) -> schemas.RevisionDetail:
    """Return a revision with its findings, its waived warnings and its approvals."""
    return schemas.RevisionDetail.of(access.find(visitor(request), key).revision(number))


@router.get(
    "/configurations/{uuid:key}/revisions/{int:number}/plan",
    summary="The plan of a revision",
    openapi_extra=content.described(content.YAML, content.JSON),
)
def get_revision_plan(request: HttpRequest, key: UUID, number: int) -> HttpResponse:
    """Return the plan as it was saved, without defaults: YAML, or JSON by the header Accept."""
    document = access.find(visitor(request), key).revision(number).written
    return plans.plan_response(request, document)


@router.get(
    "/configurations/{uuid:key}/revisions/{int:number}/bundle.zip",
    summary="The bundle of a revision as a zip",
    openapi_extra=content.described(content.ZIP),
)
def get_revision_zip(request: HttpRequest, key: UUID, number: int) -> HttpResponse:
    """Return the zip that was stored when the revision was saved; the audit log records it."""
    grant = access.find(visitor(request), key)
    revision = _with_bundle(grant, number)
    return _sent(request, grant, revision, revision.archive.zipped, content.ZIP)  # type: ignore[union-attr] # it has one


@router.get(
    "/configurations/{uuid:key}/revisions/{int:number}/bundle.tar",
    summary="The bundle of a revision as a tar",
    openapi_extra=content.described(content.TAR),
)
def get_revision_tar(request: HttpRequest, key: UUID, number: int) -> HttpResponse:
    """Return the same files as a tar, which has the same digest; the audit log records it."""
    grant = access.find(visitor(request), key)
    revision = _with_bundle(grant, number)
    return _sent(request, grant, revision, _bundle(revision).tarred(), content.TAR)


@router.get(
    "/configurations/{uuid:key}/revisions/{int:number}/files",
    response=Files,
    summary="List the files of a revision",
)
def list_revision_files(request: HttpRequest, key: UUID, number: int) -> Files:
    """List the files of the bundle with their SHA-256, their reasons and their choices."""
    revision = _with_bundle(access.find(visitor(request), key), number)
    return Files(digest=revision.digest, files=File.all_of(_bundle(revision).files))


@router.get(
    "/configurations/{uuid:key}/revisions/{int:number}/files/{path:path}",
    summary="One file of a revision",
    openapi_extra=content.described(content.TEXT),
)
def get_revision_file(request: HttpRequest, key: UUID, number: int, path: str) -> HttpResponse:
    """Return the text of one file of the bundle."""
    revision = _with_bundle(access.find(visitor(request), key), number)
    return one_file(request, _bundle(revision), path)


@router.get(
    "/configurations/{uuid:key}/revisions/{int:number}/environments/{slug:environment}/objects",
    summary="The rendered objects of an environment",
    openapi_extra=content.described(content.YAML_STREAM),
)
def get_rendered_objects(
    request: HttpRequest, key: UUID, number: int, environment: str
) -> HttpResponse:
    """Return the objects as YAML; the SHA-256 of these bytes is what an approval names."""
    text = text_of(access.find(visitor(request), key).revision(number), environment)
    if text is None:
        raise Problem(404, NO_OBJECTS)
    return content.file_response(request, text.encode(), content.YAML_STREAM)


@router.post(
    "/configurations/{uuid:key}/revisions/{int:number}/duplicate",
    auth=WriteToken(),
    response={201: schemas.Configuration},
    summary="Duplicate a revision",
)
def duplicate_revision(request: HttpRequest, response: HttpResponse, key: UUID, number: int) -> Any:
    """Start a configuration of your own with a copy of a revision; it has no revision yet."""
    grant = access.find(visitor(request), key)
    try:
        copy = configurations.duplicate(grant=grant, revision=grant.revision(number))
    except generators.Unreadable:
        raise Problem(409, UNREADABLE) from None
    return schemas.created_response(response, copy)


def one_file(request: HttpRequest, bundle: generators.Bundle, path: str) -> HttpResponse:
    """Return the text of a file; 404 where the bundle does not have it."""
    try:
        file = bundle.file(path)
    except KeyError:
        raise Http404(path) from None
    return content.file_response(request, file.text.encode(), content.TEXT)


def _with_bundle(grant: access.Access, number: int) -> Revision:
    revision = grant.revision(number)
    if revision.archive is None:
        raise Problem(404, NO_BUNDLE)
    return revision


def _bundle(revision: Revision) -> generators.Bundle:
    if revision.bundle is None:
        raise Problem(404, NO_BUNDLE)
    return revision.bundle


def _sent(
    request: HttpRequest, grant: access.Access, revision: Revision, packed: bytes, kind: str
) -> HttpResponse:
    """Return a bundle, and record that it was downloaded where the client does not have it."""
    if not content.is_cached(request, packed):
        log.record_event_of(grant, Verb.DOWNLOADED, revision.number, digest=revision.digest)
    name = f"{_bundle(revision).name}.{'zip' if kind == content.ZIP else 'tar'}"
    return content.file_response(request, packed, kind, name)

"""The endpoints of a draft: its plan, its findings and their fixes, its bundle, and saving it."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated
from typing import Any
from typing import Literal
from uuid import UUID

from django.http import HttpRequest
from django.http import HttpResponse
from ninja import Header
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
from configurator.api.authentication import visitor
from configurator.api.bodies import Body
from configurator.api.problems import Problem
from configurator.models import Configuration
from configurator.plans.environments import in_order
from configurator.plans.stored_findings import StoredFinding
from configurator.services import configurations
from configurator.services import drafts
from configurator.services import fixes
from configurator.services import revisions

router = Router(tags=["Drafts"])

OUTDATED = "The draft has changed since. Nothing was saved. Read it again, then send your change."
INVALID = "The draft has invalid values, so it cannot be saved: {}. Send a complete plan."
RESOLVED = "This finding is resolved already, or it has no fix. Read the draft again."
UNSAVED = (
    "The draft has unsaved changes. Nothing was changed. Send “unsaved”: “save” saves them as a "
    "revision first, “discard” discards them."
)
UNREADABLE = "This version cannot read the revision. The draft was not changed."
SOURCE = "a program"

IfMatch = Annotated[
    str,
    Header(
        alias="If-Match",
        max_length=64,
        description="The ETag of the draft. 412 if the draft has changed since. Without it, the "
        "last write wins.",
    ),
]


class DraftFinding(schemas.Finding):
    """A finding of the draft, with the fix that it offers."""

    fix_id: str | None = Field(
        None, description="Sends the fix to `fixes`; null where there is none.", examples=[None]
    )
    change: dict[str, Any] = Field({}, description="The choices that the fix sets, by path.")

    @classmethod
    def of(cls, finding: generators.Finding) -> DraftFinding:
        """Return the schema of a finding."""
        change = {path: generators.plain_value(value) for path, value in finding.change.items()}
        fix = fixes.fix_id(finding) if change else None
        return cls(**StoredFinding.of(finding).row(), fix_id=fix, change=change)


class Draft(Schema):
    """A draft with its result and its findings as of today."""

    configuration: UUID
    name: str = Field(examples=["acme-production"])
    version: int = Field(description="Counts the writes. The ETag is this number in quotes.")
    changed: bool = Field(description="Whether it has changes that no revision has.")
    latest: int = Field(description=schemas.REVISION)
    verdict: str = Field(
        description="The result: ready, warnings, blocked, or invalid with invalid values.",
        examples=["warnings"],
    )
    invalid: list[str] = Field(
        description="The choices with invalid values, which the draft keeps as they were typed.",
        examples=[[]],
    )
    environments: list[str] = Field(
        description="In the order of promotion; empty where the plan is for one."
    )
    findings: list[DraftFinding]

    @classmethod
    def of(cls, row: Configuration) -> Draft:
        """Return the schema of a draft."""
        return cls(
            configuration=row.pk,
            name=row.name,
            version=row.version,
            changed=row.changed,
            latest=row.latest,
            verdict="invalid" if row.pending else row.judgement.verdict,
            invalid=list(row.pending),
            environments=row.environments,
            findings=[DraftFinding.of(finding) for finding in row.judgement.findings],
        )


class FixId(Body):
    """The fix of a finding."""

    fix_id: str = Field(max_length=64, examples=["4f0c3c8b6d1e2a90"])


class Note(Body):
    """A note for the reviewers."""

    note: str = Field("", description="What changed and why.", examples=["More replicas."])


class RestoredRevision(Body):
    """A revision to restore, and what becomes of unsaved changes of the draft."""

    revision: int = Field(examples=[1])
    unsaved: Literal["save", "discard"] | None = Field(
        None, description="Needed where the draft has unsaved changes.", examples=["discard"]
    )


@router.get("/configurations/{uuid:key}/draft", response=Draft, summary="The draft")
def get_draft(request: HttpRequest, response: HttpResponse, key: UUID) -> Draft:
    """Return the draft with its result and its findings. The header ETag has its version."""
    return answer(response, find(request, key))


@router.get(
    "/configurations/{uuid:key}/draft/plan",
    summary="The plan of the draft",
    openapi_extra=content.described(content.YAML, content.JSON),
)
def get_draft_plan(request: HttpRequest, key: UUID) -> HttpResponse:
    """Return the draft's plan without defaults: YAML, or JSON by the header Accept."""
    draft = access.find(visitor(request), key, Right.EDIT).configuration
    stored = in_order(draft.document, draft.environments)
    document = generators.sparse_file(draft.plan_file) if draft.readable else stored
    response = plans.plan_response(request, document)
    response["ETag"] = etag(draft)
    return response


@router.put(
    "/configurations/{uuid:key}/draft/plan",
    auth=WriteToken(),
    response=Draft,
    openapi_extra=plans.plan_body(),
    summary="Replace the plan of the draft",
)
def replace_draft_plan(
    request: HttpRequest, response: HttpResponse, key: UUID, if_match: IfMatch = ""
) -> Draft:
    """Replace the draft's plan: this is what the wizard's steps and an import do."""
    grant = access.find(visitor(request), key, Right.EDIT)
    draft, plan = grant.configuration, plans.read_plan(request)
    check_version(draft, if_match)
    written = drafts.import_into(
        key=key, plan=plan, seen=draft.version, person=grant.person, source=SOURCE
    )
    if not written:
        raise Problem(HTTPStatus.PRECONDITION_FAILED, OUTDATED)
    return get_draft(request, response, key)


@router.post(
    "/configurations/{uuid:key}/draft/fixes",
    auth=WriteToken(),
    response=Draft,
    summary="Apply the fix of a finding",
)
def apply_fix(request: HttpRequest, response: HttpResponse, key: UUID, body: FixId) -> Draft:
    """Apply the fix that a finding of the draft offers."""
    draft = find(request, key)
    if fixes.apply_fix(draft.pk, body.fix_id, visitor(request).person) is None:
        raise Problem(HTTPStatus.CONFLICT, RESOLVED)
    return get_draft(request, response, key)


@router.post(
    "/configurations/{uuid:key}/draft/save",
    auth=WriteToken(),
    response={200: schemas.RevisionDetail, 201: schemas.RevisionDetail},
    summary="Save the draft as a revision",
)
def save_draft(request: HttpRequest, response: HttpResponse, key: UUID, body: Note) -> Any:
    """Save the draft as the next revision; 200 where nothing changed since the latest one."""
    grant = access.find(visitor(request), key, Right.EDIT)
    plans.require_readable(grant.configuration)
    try:
        saved = revisions.save(key, grant.signed, plans.clean_note(body.note))
    except revisions.InvalidValues as error:
        raise Problem(HTTPStatus.CONFLICT, INVALID.format(", ".join(error.paths))) from None
    return schemas.saved_response(response, saved)


@router.post(
    "/configurations/{uuid:key}/draft/restore",
    auth=WriteToken(),
    response=Draft,
    summary="Restore a revision into the draft",
)
def restore_revision(
    request: HttpRequest, response: HttpResponse, key: UUID, body: RestoredRevision
) -> Draft:
    """Replace the draft with the plan of a revision."""
    grant = access.find(visitor(request), key, Right.EDIT)
    number = grant.revision(body.revision).number
    draft = grant.configuration
    if body.unsaved is None and (draft.changed or draft.pending):
        raise Problem(HTTPStatus.CONFLICT, UNSAVED)
    try:
        configurations.restore_revision(
            key=key, number=number, person=grant.signed, save_first=body.unsaved == "save"
        )
    except generators.Unreadable:
        raise Problem(HTTPStatus.CONFLICT, UNREADABLE) from None
    except revisions.InvalidValues as error:
        raise Problem(HTTPStatus.CONFLICT, INVALID.format(", ".join(error.paths))) from None
    return get_draft(request, response, key)


def find(request: HttpRequest, key: UUID) -> Configuration:
    """Find a configuration whose draft this visitor may see and change, and this version read."""
    draft = access.find(visitor(request), key, Right.EDIT).configuration
    plans.require_readable(draft)
    return draft


def answer(response: HttpResponse, draft: Configuration) -> Draft:
    """Return a draft, with its version as ETag."""
    response["ETag"] = etag(draft)
    return Draft.of(draft)


def etag(draft: Configuration) -> str:
    """Write the version of a draft as an ETag."""
    return f'"{draft.version}"'


def check_version(draft: Configuration, if_match: str) -> None:
    """Raise 412 where ``If-Match`` names another version of the draft: its optimistic lock."""
    named = [part.strip() for part in if_match.split(",") if part.strip()]
    if named and "*" not in named and etag(draft) not in named:
        raise Problem(HTTPStatus.PRECONDITION_FAILED, OUTDATED)

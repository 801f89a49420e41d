"""The endpoints that compare two sides: revisions, drafts and presets."""

from __future__ import annotations

from http import HTTPStatus
from typing import Literal

from django.http import Http404
from django.http import HttpRequest
from django.http import HttpResponse
from ninja import Query
from ninja import Router
from ninja import Schema
from pydantic import Field

from configurator.api import content
from configurator.api import schemas
from configurator.api.authentication import visitor
from configurator.api.problems import Problem
from configurator.comparison import Comparison
from configurator.comparison import compare
from configurator.comparison import inputs
from configurator.comparison.change import Change as ChoiceChange
from configurator.comparison.files import FileChange as ChangedFile
from configurator.comparison.inputs import Input
from configurator.comparison.patch import LARGEST as LARGEST_PATCH
from configurator.comparison.patch import patch
from configurator.plans.stored_findings import StoredFinding

router = Router(tags=["Compare"])

SIDE = (
    "ID:NUMBER, ID:latest, ID:approved, ID:draft or preset:NAME; with @NAME only this environment."
)
NO_FILES = "One side has no bundle, so there is no patch. Fix its errors, or choose another side."
TOO_LARGE = "The patch is too large. Name one file with “file”."


class Sides(Schema):
    """The two sides."""

    left: str = Field(max_length=130, description=f"The older side: {SIDE}", examples=["ID:1"])
    right: str = Field(max_length=130, description=f"The newer side: {SIDE}", examples=["ID:2"])


class PatchParameters(Sides):
    """The two sides, and which file."""

    file: str = Field("", max_length=400, description="One file; without it, all of them.")


class Change(Schema):
    """A choice or a waiver that differs; null where a side does not ask for it."""

    path: str = Field(examples=["scaling.backend.replicas"])
    title: str = Field(examples=["Replicas"])
    old: str | None = Field(examples=["1"])
    new: str | None = Field(examples=["3"])

    @classmethod
    def of(cls, change: ChoiceChange) -> Change:
        """Return the schema of a change."""
        return cls(path=change.path, title=change.title, old=change.old, new=change.new)


class EnvironmentChange(Schema):
    """What differs in the own values of one environment."""

    name: str = Field(examples=["staging"])
    status: Literal["", "added", "removed"] = Field(
        description="added or removed where one side alone has it.", examples=[""]
    )
    changes: list[Change]


class FindingChange(Schema):
    """A finding with another text or severity."""

    old: schemas.Finding
    new: schemas.Finding


class FileChange(Schema):
    """A file that differs."""

    path: str = Field(examples=["base/backend/deployment.yaml"])
    kind: Literal["added", "removed", "renamed", "changed"]
    old_path: str | None = Field(description="Its path on the left side.")

    @classmethod
    def of(cls, change: ChangedFile) -> FileChange:
        """Return the schema of a changed file."""
        kind: Literal["added", "removed", "renamed", "changed"] = change.kind  # type: ignore[assignment] # one of these
        return cls(path=change.path, kind=kind, old_path=change.old.path if change.old else None)


class Differences(Schema):
    """The differences between two sides."""

    left: str = Field(
        description="The title of the side.", examples=["acme-production, revision 1"]
    )
    right: str = Field(examples=["acme-production, revision 2"])
    summary: str = Field(description="Empty where nothing differs.", examples=["1 changed choice"])
    choices: list[Change]
    environments: list[EnvironmentChange]
    order: Change | None = Field(description="The order of promotion, where it differs.")
    waivers: list[Change]
    new_findings: list[schemas.Finding]
    resolved_findings: list[schemas.Finding]
    changed_findings: list[FindingChange]
    files: list[FileChange]

    @classmethod
    def of(cls, comparison: Comparison) -> Differences:
        """Return the schema of a comparison."""
        findings = comparison.findings
        return cls(
            left=comparison.left.title,
            right=comparison.right.title,
            summary=comparison.summary.text,
            choices=[Change.of(row) for step in comparison.steps for row in step.changes],
            environments=[
                EnvironmentChange(
                    name=row.name,
                    status=row.status,  # type: ignore[arg-type] # one of these
                    changes=[Change.of(change) for change in row.changes],
                )
                for row in comparison.environments
            ],
            order=Change.of(comparison.order) if comparison.order else None,
            waivers=[Change.of(row) for row in comparison.waivers],
            new_findings=[_finding(finding) for finding in findings.new],
            resolved_findings=[_finding(finding) for finding in findings.resolved],
            changed_findings=[
                FindingChange(old=_finding(row.old), new=_finding(row.new))
                for row in findings.changed
            ],
            files=[FileChange.of(row) for row in comparison.files],
        )


@router.get("/compare", response=Differences, summary="Compare two sides")
def compare_sides(request: HttpRequest, parameters: Query[Sides]) -> Differences:
    """Compare two revisions, drafts or presets: choices, findings and files."""
    left, right = _loaded(request, parameters)
    return Differences.of(compare(left.side, right.side))


@router.get(
    "/compare/patch",
    summary="The patch between two sides",
    openapi_extra=content.described("text/x-patch"),
)
def get_patch(request: HttpRequest, parameters: Query[PatchParameters]) -> HttpResponse:
    """Return a patch for `git apply`, from the files of the left side to those of the right."""
    left, right = _loaded(request, parameters)
    if left.side.no_files or right.side.no_files:
        raise Problem(HTTPStatus.CONFLICT, NO_FILES)
    changes = compare(left.side, right.side).files
    if parameters.file:
        changes = tuple(change for change in changes if change.path == parameters.file)
        if not changes:
            raise Http404(parameters.file)
    if sum(change.size for change in changes) > LARGEST_PATCH:
        raise Problem(HTTPStatus.CONFLICT, TOO_LARGE)
    return content.file_response(request, patch(changes), "text/x-patch; charset=utf-8")


@router.get(
    "/compare/release-notes",
    summary="What applying the right side does",
    openapi_extra=content.described("text/markdown"),
)
def get_release_notes(request: HttpRequest, parameters: Query[Sides]) -> HttpResponse:
    """Return as Markdown what applying the right side does to something that runs the left one."""
    left, right = _loaded(request, parameters)
    effects = compare(left.side, right.side).effects
    if effects.unknown:
        raise Problem(HTTPStatus.CONFLICT, f"{effects.unknown} Choose other sides.")
    text = effects.markdown.encode()
    return content.file_response(request, text, "text/markdown; charset=utf-8")


def _loaded(request: HttpRequest, parameters: Sides) -> list[Input]:
    try:
        return inputs.load(visitor(request), (parameters.left, parameters.right))
    except inputs.UnknownEnvironment as error:
        raise Problem(404, str(error)) from None


def _finding(finding: StoredFinding) -> schemas.Finding:
    return schemas.Finding(**finding.row())

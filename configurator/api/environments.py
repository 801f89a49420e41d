"""The endpoints about environments: their choices beside each other, and promotions."""

from __future__ import annotations

from collections.abc import Iterable
from http import HTTPStatus
from typing import Any
from typing import Literal
from uuid import UUID

from django.http import HttpRequest
from django.http import HttpResponse
from ninja import Query
from ninja import Router
from ninja import Schema
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
from configurator.models import Revision
from configurator.plans.environments import NAMED_BY_KEY
from configurator.services import api_saves

router = Router(tags=["Environments"])

ENDS_MISSING = "Name two environments: “from”, whose values move, and “to”, which takes them."
UNREADABLE = "This version cannot read the plan of this revision. Save a new revision first."
NOTHING_SAVED = "This configuration has no revision. Save one first."


class MatrixParameters(Schema):
    """The query parameters of the matrix."""

    only: Literal["", "differences"] = Field("", description="differences: only what differs.")


class PromotionParameters(Schema):
    """The query parameters of a promotion's preview."""

    source: str = Field("", alias="from", description="The environment whose values move.")
    target: str = Field("", alias="to", description="The environment that takes them.")
    also: list[str] = Field(
        [], description="Paths of choices, or of groups of them, that stay unless they are named."
    )


class SavingParameters(PromotionParameters):
    """The query parameters of a promotion that is saved."""

    note: str = Field("", description=f"What changed and why, for the reviewers. {plans.OR_HEADER}")
    base: int | None = Field(
        None, description="The revision that the preview was of. 409 if it is not the latest."
    )


class ChoiceRow(Schema):
    """A choice with its value in every environment; null where one does not ask for it."""

    path: str
    title: str
    shared: Any
    values: dict[str, Any]
    own: list[str] = Field(description="The environments that have the value for themselves.")
    differs: bool = Field(description="Whether an environment has not the shared value.")


class Matrix(Schema):
    """The choices of a revision beside each other, environment by environment."""

    environments: list[str] = Field(description="In the order of promotion.")
    choices: list[ChoiceRow]


class Difference(Schema):
    """A choice that two environments have otherwise."""

    path: str
    title: str
    source: Any
    target: Any


class Promotion(Schema):
    """What a promotion changes in its target, and what it leaves."""

    source: str
    target: str
    moved: list[Difference]
    stayed: list[Difference]


@router.get(
    "/configurations/{uuid:key}/revisions/{int:number}/environments",
    response=Matrix,
    summary="The environments of a revision",
)
def get_environments(
    request: HttpRequest, key: UUID, number: int, parameters: Query[MatrixParameters]
) -> Matrix:
    """Return the choices of a revision by environment, as the page of its environments does."""
    file = _file(access.find(visitor(request), key).revision(number))
    rows = [_row(file, choice) for choice in generators.choices() if _asked(file, choice)]
    if parameters.only:
        rows = [row for row in rows if row.differs]
    return Matrix(environments=list(file.environments), choices=rows)


@router.get(
    "/configurations/{uuid:key}/revisions/{int:number}/promotion",
    response=Promotion,
    summary="Preview a promotion",
)
def preview_promotion(
    request: HttpRequest, key: UUID, number: int, parameters: Query[PromotionParameters]
) -> Promotion:
    """Return what a promotion between two environments would move, and what would stay."""
    file = _file(access.find(visitor(request), key).revision(number))
    source, target = _ends(parameters)
    try:
        promoted = generators.promote(file, source, target, parameters.also)
    except generators.CannotPromote as error:
        raise Problem(422, str(error)) from None
    moved, stayed = _differences(promoted.moved), _differences(promoted.stayed)
    return Promotion(source=source, target=target, moved=moved, stayed=stayed)


@router.post(
    "/configurations/{uuid:key}/promotions",
    auth=WriteToken(),
    response={200: schemas.RevisionDetail, 201: schemas.RevisionDetail},
    summary="Promote one environment to another",
)
def promote_environment(
    request: HttpRequest, response: HttpResponse, key: UUID, parameters: Query[SavingParameters]
) -> Any:
    """Save the latest revision's plan with the promotion that its preview shows.

    This is the next revision, to be reviewed; 200 where nothing moves. The draft takes the plan
    too, unless it has unsaved changes.
    """
    grant = access.find(visitor(request), key, Right.EDIT)
    note = plans.note_of(request, parameters.note)
    if grant.latest is None:
        raise Problem(HTTPStatus.CONFLICT, NOTHING_SAVED)
    source, target = _ends(parameters)
    try:
        saved = api_saves.promote(
            key,
            api_saves.Move(source, target, tuple(parameters.also)),
            token_of(request).person,
            note,
            parameters.base,
        )
    except generators.CannotPromote as error:
        raise Problem(422, str(error)) from None
    except generators.Unreadable:
        raise Problem(HTTPStatus.CONFLICT, UNREADABLE) from None
    except api_saves.BaseOutdated as error:
        raise Problem(
            HTTPStatus.CONFLICT,
            f"The promotion is based on revision {error.base}, but revision "
            f"{error.latest.number} is the latest. Nothing was saved. Preview it again.",
            base=error.base,
            latest=error.latest.number,
        ) from None
    return schemas.saved_response(response, saved)


def _file(revision: Revision) -> generators.PlanFile:
    try:
        return revision.plan_file
    except generators.Unreadable:
        raise Problem(HTTPStatus.CONFLICT, UNREADABLE) from None


def _ends(parameters: PromotionParameters) -> tuple[str, str]:
    if not (parameters.source and parameters.target):
        raise Problem(422, ENDS_MISSING)
    return parameters.source, parameters.target


def _asked(file: generators.PlanFile, choice: generators.Choice) -> bool:
    if choice.path == NAMED_BY_KEY and not file.single:
        return False
    return any(choice.applies(plan) for plan in file.plans.values())


def _row(file: generators.PlanFile, choice: generators.Choice) -> ChoiceRow:
    shared = choice.of(file.shared)
    values = {
        name: choice.of(plan) if choice.applies(plan) else None for name, plan in file.plans.items()
    }
    return ChoiceRow(
        path=choice.path,
        title=choice.title,
        shared=shared,
        values=values,
        own=[name for name, own in file.own.items() if choice.path in own],
        differs=any(
            choice.applies(plan) and choice.of(plan) != shared for plan in file.plans.values()
        ),
    )


def _differences(rows: Iterable[generators.Difference]) -> list[Difference]:
    return [
        Difference(
            path=row.path,
            title=generators.choice_at(row.path).title,
            source=row.source,
            target=row.target,
        )
        for row in rows
    ]

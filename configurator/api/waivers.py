"""The endpoints of waivers: giving or withdrawing one makes the next revision."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.http import HttpResponse
from ninja import Query
from ninja import Router
from ninja import Schema
from pydantic import Field

from configurator import access
from configurator.access import Right
from configurator.api import schemas
from configurator.api.authentication import WriteToken
from configurator.api.authentication import visitor
from configurator.api.bodies import Body
from configurator.api.bodies import valid
from configurator.api.problems import Problem
from configurator.forms.reviews import WaiverForm
from configurator.reviews.waivers import EVERYWHERE
from configurator.reviews.waivers import RevisionWaiver
from configurator.reviews.waivers import revision_waivers
from configurator.reviews.waivers import waivable
from configurator.reviews.waivers import waivable_in
from configurator.services import waivers
from configurator.services.revisions import SaveResult
from configurator.services.waivers import Terms

router = Router(tags=["Waivers"])

NO_WARNING = (
    "This revision has no such warning to waive. “waivable” in the list of its waivers names those "
    "that it has."
)
ENVIRONMENT = "The only environment that it is for; empty: every one."


class Waiver(Schema):
    """A waiver in the plan of a revision."""

    rule: str = Field(examples=["load-test-missing"])
    title: str = Field(description="The title of the rule.")
    reason: str = Field(examples=["A soft launch with ten users."])
    owner: str = Field(examples=["Platform team"])
    expires: date
    environment: str = Field(description=ENVIRONMENT, examples=[""])
    expired: bool
    given_by: str | None = Field(
        description="The reviewer who gave it; null where it came with the plan.", examples=["ben"]
    )

    @classmethod
    def of(cls, waiver: RevisionWaiver) -> Waiver:
        """Return the schema of a waiver."""
        own = ("rule", "title", "reason", "owner", "expires", "environment", "expired")
        given = waiver.given.by.username if waiver.given else None
        return cls(**{name: getattr(waiver, name) for name in own}, given_by=given)


class WaivableRule(Schema):
    """A rule whose warnings can be waived."""

    rule: str = Field(examples=["redis-unmonitored"])
    environments: list[str] = Field(
        description="What the waiver can be for; the empty name stands for every environment.",
        examples=[[""]],
    )


class Waivers(Schema):
    """The waivers of a revision, and the warnings that can be waived."""

    waivers: list[Waiver]
    waivable: list[WaivableRule]


class NewWaiver(Body):
    """Why a warning is accepted, who answers for it, and until when."""

    rule: str = Field(max_length=80, examples=["redis-unmonitored"])
    reason: str = Field(examples=["A soft launch with ten users."])
    owner: str = Field(examples=["Platform team"])
    expires: date = Field(description="The last day, at most a year from today.")
    environment: str = Field("", description=ENVIRONMENT)


class WithdrawParameters(Schema):
    """The query parameters of a withdrawal."""

    environment: str = Field("", max_length=63, description="The one that the waiver is for.")


@router.get(
    "/configurations/{uuid:key}/revisions/{int:number}/waivers",
    response=Waivers,
    summary="List waivers",
)
def list_waivers(request: HttpRequest, key: UUID, number: int) -> Waivers:
    """List the waivers of a revision, of which a plan has few, and what can be waived."""
    revision = access.find(visitor(request), key).revision(number)
    rules = [finding.rule for finding in waivable(revision)]
    return Waivers(
        waivers=[Waiver.of(waiver) for waiver in revision_waivers(revision)],
        waivable=[
            WaivableRule(rule=rule, environments=list(waivable_in(revision, rule)))
            for rule in rules
        ],
    )


@router.post(
    "/configurations/{uuid:key}/revisions/{int:number}/waivers",
    auth=WriteToken(),
    response={201: schemas.RevisionDetail},
    summary="Waive a warning",
)
def waive_warning(
    request: HttpRequest, response: HttpResponse, key: UUID, number: int, body: NewWaiver
) -> Any:
    """Waive a warning of the latest revision. The waiver makes the next revision.

    The same request again makes no second one.
    """
    grant = access.find(visitor(request), key, Right.REVIEW)
    revision = grant.revision(number)
    if body.rule not in {finding.rule for finding in revision.stored_findings}:
        raise Problem(422, NO_WARNING)
    values = body.dict(exclude={"rule"}) | {"expires": body.expires.isoformat()}
    terms = Terms(**valid(WaiverForm(waivable_in(revision, body.rule), values)))
    waived = waivers.waive(key, number, body.rule, grant.visitor, terms)
    return schemas.saved_response(response, SaveResult(waived, new=True))


@router.api_operation(
    ["DELETE"],
    "/configurations/{uuid:key}/revisions/{int:number}/waivers/{slug:rule}",
    auth=WriteToken(),
    response={201: schemas.RevisionDetail},
    summary="Withdraw a waiver",
)
def withdraw_waiver(
    request: HttpRequest,
    response: HttpResponse,
    key: UUID,
    number: int,
    rule: str,
    parameters: Query[WithdrawParameters],
) -> Any:
    """Withdraw a waiver of the latest revision. That makes the next revision."""
    grant = access.find(visitor(request), key, Right.REVIEW)
    grant.revision(number)
    environment = parameters.environment or EVERYWHERE
    withdrawn = waivers.withdraw(key, number, rule, grant.reviewer, environment)
    return schemas.saved_response(response, SaveResult(withdrawn, new=True))

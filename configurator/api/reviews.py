"""The endpoints of reviews and of the requests for them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.http import Http404
from django.http import HttpRequest
from ninja import Query
from ninja import Router
from ninja import Schema
from ninja import Status
from pydantic import Field

from configurator import access
from configurator.access import Access
from configurator.access import Right
from configurator.api.authentication import WriteToken
from configurator.api.authentication import visitor
from configurator.api.bodies import Body
from configurator.api.bodies import valid
from configurator.api.pagination import NEXT
from configurator.api.pagination import After
from configurator.api.pagination import page
from configurator.api.problems import Problem
from configurator.forms.review_request import ReviewRequestForm
from configurator.forms.reviews import ReviewForm
from configurator.models import Review as ReviewRow
from configurator.models import ReviewRequest as RequestRow
from configurator.models import Revision
from configurator.queries.approval_concerns import approval_concerns
from configurator.reviews.state import Decision
from configurator.services import review_requests
from configurator.services import reviews

router = Router(tags=["Reviews"])

UNSAVED = "The configuration has no revision to review. Save one first."
UNCONFIRMED = (
    "Not approved yet. “concerns” lists what is open. Read it, then send the review again with "
    "“confirmed”: true, or comment instead."
)


class Review(Schema):
    """A review of one revision."""

    id: int
    reviewer: str = Field(description="A username.", examples=["ben"])
    decision: Decision
    body: str = Field(description="In Markdown.", examples=["Replicas and budget fit."])
    environments: list[str] = Field(
        description="Those that it decides on; empty for all of them.", examples=[["production"]]
    )
    own: bool = Field(description="Whether the reviewer is an author of the revision.")
    created: datetime

    @classmethod
    def of(cls, row: ReviewRow) -> Review:
        """Return the schema of a review."""
        own = ("decision", "body", "environments", "own", "created")
        columns = {name: getattr(row, name) for name in own}
        return cls(id=row.pk, reviewer=row.reviewer.username, **columns)


class ReviewPage(Schema):
    """The reviews of a revision, the oldest first."""

    reviews: list[Review]
    next: str | None = Field(description=NEXT)


class NewReview(Body):
    """A review to submit."""

    decision: Decision
    body: str = Field(
        "",
        description="In Markdown. Needed for every decision but an approval.",
        examples=["Replicas and budget fit."],
    )
    digest: str = Field(
        "",
        description="For an approval: the digest of the bundle that was looked at.",
        examples=["5d41402abc4b2a76b9719d911017c592ae1d7f0e6f1d3f2f6f0b1f6f3f6f9a10"],
    )
    environments: list[str] | None = Field(
        None,
        description="Those that the decision is for; left out: all of them.",
        examples=[["production"]],
    )
    confirmed: bool | None = Field(
        None,
        description="Whether to approve although threads are open, claims are not confirmed, or "
        "waivers end within two weeks. With false such an approval answers 409, and “concerns” "
        "lists them; left out, it counts, and the answer lists them.",
    )


class SubmittedReview(Review):
    """A review that was submitted, with what was open on the revision."""

    concerns: list[str] = Field(
        description="For an approval: open threads, claims that nobody confirmed, and waivers that "
        "end within two weeks.",
        examples=[["1 thread open."]],
    )


class ReviewRequest(Schema):
    """A request for a review."""

    id: int
    reviewer: str = Field(description="A username.", examples=["ben"])
    by: str = Field(description="Who asked.", examples=["anna"])
    revision: int
    created: datetime
    done: datetime | None = Field(description="When the review was submitted, or null.")

    @classmethod
    def of(cls, row: RequestRow) -> ReviewRequest:
        """Return the schema of a request."""
        return cls(
            id=row.pk,
            reviewer=row.reviewer.username,
            by=row.by.username,
            revision=row.revision.number,
            created=row.created,
            done=row.done,
        )


class ReviewRequestPage(Schema):
    """The requests for reviews of a configuration, the oldest first."""

    requests: list[ReviewRequest]
    next: str | None = Field(description=NEXT)


class NewRequests(Body):
    """The people to ask for a review."""

    people: list[str] = Field(
        max_length=20, description="Usernames or e-mail addresses.", examples=[["ben"]]
    )


class Requested(Schema):
    """The people who were asked now; somebody who was asked before is not among them."""

    requested: list[str] = Field(description="Usernames.", examples=[["ben"]])


@router.get(
    "/configurations/{uuid:key}/revisions/{int:number}/reviews",
    response=ReviewPage,
    summary="List reviews",
)
def list_reviews(
    request: HttpRequest, key: UUID, number: int, parameters: Query[After]
) -> ReviewPage:
    """List the reviews of a revision, 50 on a page. Its state says which of them count."""
    revision = access.find(visitor(request), key).revision(number)
    listed = page(request, revision.reviews.select_related("reviewer"), parameters.after)
    return ReviewPage(reviews=[Review.of(row) for row in listed.rows], next=listed.next)


@router.post(
    "/configurations/{uuid:key}/revisions/{int:number}/reviews",
    auth=WriteToken(),
    response={200: SubmittedReview, 201: SubmittedReview},
    summary="Submit a review",
)
def submit_review(request: HttpRequest, key: UUID, number: int, body: NewReview) -> Any:
    """Approve, request changes or comment; 200 where your last review says the same.

    The comments of your pending review become a part of it, and one event tells of them all.
    Only the latest revision can be reviewed, and nobody approves what they wrote. An approval with
    open threads, unconfirmed claims or ending waivers lists them as “concerns”, and waits for a
    confirmation where “confirmed” is false.
    """
    grant = access.find(visitor(request), key, Right.REVIEW)
    revision = grant.revision(number)
    pending = grant.pending_comments.count()
    form = ReviewForm(revision, grant.reviewer, _sent(revision, body), pending=pending)
    values = valid(form)
    concerns = _concerns(grant, revision, values)
    if concerns and body.confirmed is False:
        raise Problem(HTTPStatus.CONFLICT, UNCONFIRMED, concerns=concerns)
    submitted = reviews.submit(
        key,
        number,
        grant.visitor,
        decision=Decision(values["decision"]),
        body=values["body"],
        digest=values["digest"],
        environments=values.get("environments", ()),
    )
    status = HTTPStatus.CREATED if submitted.new else HTTPStatus.OK
    review = Review.of(submitted.review)
    return Status(status, SubmittedReview(**review.dict(), concerns=concerns))


@router.get(
    "/configurations/{uuid:key}/review-requests",
    response=ReviewRequestPage,
    summary="List review requests",
)
def list_review_requests(
    request: HttpRequest, key: UUID, parameters: Query[After]
) -> ReviewRequestPage:
    """List who was asked for a review, 50 on a page."""
    grant = access.find(visitor(request), key, Right.EDIT)
    rows = grant.configuration.requests.select_related("reviewer", "by", "revision")
    listed = page(request, rows, parameters.after)
    return ReviewRequestPage(
        requests=[ReviewRequest.of(row) for row in listed.rows], next=listed.next
    )


@router.post(
    "/configurations/{uuid:key}/review-requests",
    auth=WriteToken(),
    response=Requested,
    summary="Request reviews",
)
def request_reviews(request: HttpRequest, key: UUID, body: NewRequests) -> Requested:
    """Request a review of the latest revision. An owner's request makes people reviewers."""
    grant = access.find(visitor(request), key, Right.EDIT)
    form = ReviewRequestForm(grant, _latest(grant), {"others": ",".join(body.people)})
    valid(form)
    asked = review_requests.create(grant, form.people)
    return Requested(requested=[person.username for person in asked])


@router.api_operation(
    ["DELETE"],
    "/configurations/{uuid:key}/review-requests/{int:request_id}",
    auth=WriteToken(),
    response={204: None},
    summary="Withdraw a review request",
)
def withdraw_review_request(request: HttpRequest, key: UUID, request_id: int) -> Any:
    """Withdraw a request. Reviews that the person submitted stay."""
    grant = access.find(visitor(request), key, Right.EDIT)
    _latest(grant)
    if review_requests.withdraw(grant, request_id) is None:
        raise Http404(request_id)
    return Status(HTTPStatus.NO_CONTENT, None)


def _concerns(grant: Access, revision: Revision, values: Mapping[str, Any]) -> list[str]:
    """List what is open on a revision for an approval of this very bundle."""
    if values["decision"] != Decision.APPROVE or values["digest"] != revision.digest:
        return []
    return [concern.text for concern in approval_concerns(grant, revision)]


def _sent(revision: Revision, body: NewReview) -> dict[str, Any]:
    names = revision.environments if body.environments is None else body.environments
    return {**body.dict(), "decision": body.decision.value, "environments": names}


def _latest(grant: Access) -> Revision:
    if grant.latest is None:
        raise Problem(HTTPStatus.CONFLICT, UNSAVED)
    return grant.latest

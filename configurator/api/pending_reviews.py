"""The endpoints of a pending review: its comments, until it is submitted or discarded."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router
from ninja import Schema
from ninja import Status
from pydantic import Field

from configurator import access
from configurator.access import Right
from configurator.api.authentication import WriteToken
from configurator.api.authentication import visitor
from configurator.api.comments import Comment
from configurator.comments.subject import About
from configurator.models import Comment as CommentRow
from configurator.services import threads

router = Router(tags=["Reviews"])


class PendingComment(Schema):
    """A comment of your pending review, with what its thread is about."""

    thread: int
    revision: int = Field(description="The revision that the thread began on.")
    about: About
    path: str = Field(
        description="The path of a choice or a file, or the slug of a rule; empty for the whole.",
        examples=["scaling.backend.replicas"],
    )
    line: int | None
    comment: Comment

    @classmethod
    def of(cls, row: CommentRow) -> PendingComment:
        """Return the schema of a pending comment."""
        thread = row.thread
        return cls(
            thread=thread.pk,
            revision=thread.revision.number,
            about=About(thread.about),
            path=thread.path,
            line=thread.line,
            comment=Comment.of(row),
        )


class PendingReview(Schema):
    """Your pending review of a configuration, which nobody else sees."""

    comments: list[PendingComment]


@router.get(
    "/configurations/{uuid:key}/pending-review",
    response=PendingReview,
    summary="Your pending review",
)
def get_pending_review(request: HttpRequest, key: UUID) -> PendingReview:
    """Return the comments that your next review of this configuration publishes."""
    grant = access.find(visitor(request), key, Right.REVIEW)
    return PendingReview(comments=[PendingComment.of(row) for row in grant.pending_comments])


@router.api_operation(
    ["DELETE"],
    "/configurations/{uuid:key}/pending-review",
    auth=WriteToken(),
    response={204: None},
    summary="Discard your pending review",
)
def discard_pending_review(request: HttpRequest, key: UUID) -> Any:
    """Delete the comments of your pending review."""
    threads.discard_pending(access.find(visitor(request), key, Right.REVIEW))
    return Status(HTTPStatus.NO_CONTENT, None)

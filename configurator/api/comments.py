"""The endpoints of single comments, and what every comment has."""

from __future__ import annotations

from datetime import datetime
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
from configurator.api.bodies import Body
from configurator.api.bodies import valid
from configurator.forms.comments import CommentForm
from configurator.models import Comment as CommentRow
from configurator.services import threads

router = Router(tags=["Comments"])


class Comment(Schema):
    """A comment. A deleted one keeps its place, with an empty body."""

    id: int
    author: str = Field(description="A username.", examples=["ben"])
    body: str = Field(description="In Markdown.", examples=["Why three replicas?"])
    created: datetime
    edited: datetime | None
    deleted: datetime | None
    pending: bool = Field(
        description="Whether it is of your pending review, so that only you see it.",
        examples=[False],
    )
    suggestion: Any = Field(
        None, description="The value that it suggests for the choice, or null.", examples=[None]
    )
    taken: datetime | None = Field(
        None, description="When the suggestion was taken into the draft, or null."
    )

    @classmethod
    def of(cls, row: CommentRow) -> Comment:
        """Return the schema of a comment."""
        own = ("body", "created", "edited", "deleted", "pending", "taken")
        columns = {name: getattr(row, name) for name in own}
        suggestion = (row.suggestion or {}).get("value")
        return cls(id=row.pk, author=row.author.username, suggestion=suggestion, **columns)


class CommentText(Body):
    """The text of a comment."""

    body: str = Field(
        description="In Markdown, 10,000 characters at most.", examples=["Why three replicas?"]
    )


class NewComment(CommentText):
    """A comment, to be added at once or to your pending review."""

    pending: bool = Field(
        False,
        description="true adds it to your pending review: others see it when you submit that.",
    )
    suggestion: Any = Field(
        None,
        description="In a thread about a choice: the value that you suggest, as a plan has it.",
        examples=[None],
    )


@router.patch(
    "/configurations/{uuid:key}/comments/{int:comment}",
    auth=WriteToken(),
    response=Comment,
    summary="Edit a comment",
)
def edit_comment(request: HttpRequest, key: UUID, comment: int, body: CommentText) -> Comment:
    """Change the text of a comment of your own."""
    grant = access.find(visitor(request), key, Right.REVIEW)
    threads.edit(grant, grant.own_comment(comment), clean_text(body))
    return Comment.of(grant.comment(comment))


@router.api_operation(
    ["DELETE"],
    "/configurations/{uuid:key}/comments/{int:comment}",
    auth=WriteToken(),
    response={204: None},
    summary="Delete a comment",
)
def delete_comment(request: HttpRequest, key: UUID, comment: int) -> Any:
    """Delete a comment of your own."""
    grant = access.find(visitor(request), key, Right.REVIEW)
    threads.delete(grant, grant.own_comment(comment))
    return Status(HTTPStatus.NO_CONTENT, None)


def clean_text(body: CommentText) -> str:
    """Return the text of a comment, validated as the form of a page does."""
    return str(valid(CommentForm({"body": body.body}))["body"])

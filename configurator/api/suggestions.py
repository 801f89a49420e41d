"""The endpoints of suggestions: those that are open, and taking them into the draft."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest
from ninja import Router
from ninja import Schema
from pydantic import Field

from configurator import access
from configurator.access import Right
from configurator.api.authentication import WriteToken
from configurator.api.authentication import visitor
from configurator.api.bodies import Body
from configurator.api.comments import Comment
from configurator.models import Comment as CommentRow
from configurator.services import suggestions

router = Router(tags=["Reviews"])


class Suggestion(Schema):
    """A value that a comment suggests for a choice, with the files that it changes."""

    thread: int
    path: str = Field(examples=["scaling.backend.replicas"])
    files: list[str] = Field(examples=[["base/backend-deployment.yaml"]])
    blocked: bool = Field(description="Whether the plan has errors with this value.")
    comment: Comment

    @classmethod
    def of(cls, row: CommentRow) -> Suggestion:
        """Return the schema of a suggestion."""
        suggestion = row.suggestion or {}
        return cls(
            thread=row.thread_id,
            path=row.thread.path,
            files=suggestion.get("files", []),
            blocked=suggestion.get("blocked", False),
            comment=Comment.of(row),
        )


class Suggestions(Schema):
    """The suggestions that were not taken yet, 50 at most, the oldest first."""

    suggestions: list[Suggestion]


class Chosen(Body):
    """The suggestions to take."""

    comments: list[int] = Field(
        min_length=1, max_length=50, description="The ids of their comments.", examples=[[7]]
    )


class Taken(Schema):
    """The suggestions that were taken now; one that was taken before is not among them."""

    comments: list[int] = Field(examples=[[7]])


@router.get(
    "/configurations/{uuid:key}/suggestions", response=Suggestions, summary="List suggestions"
)
def list_suggestions(request: HttpRequest, key: UUID) -> Suggestions:
    """List the values that reviewers suggest and nobody took into the draft yet."""
    grant = access.find(visitor(request), key, Right.EDIT)
    return Suggestions(suggestions=[Suggestion.of(row) for row in grant.open_suggestions[:50]])


@router.post(
    "/configurations/{uuid:key}/suggestions",
    auth=WriteToken(),
    response=Taken,
    summary="Take suggestions",
)
def take_suggestions(request: HttpRequest, key: UUID, body: Chosen) -> Taken:
    """Write suggested values into the draft, and resolve their threads."""
    grant = access.find(visitor(request), key, Right.EDIT)
    taken = suggestions.take(grant, body.comments)
    return Taken(comments=[comment.pk for comment in taken])

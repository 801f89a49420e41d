"""The endpoints of comments: threads about a subject of a revision, and their comments."""

from __future__ import annotations

from datetime import datetime
from http import HTTPStatus
from typing import Any
from typing import Literal
from uuid import UUID

from django.db.models import Exists
from django.db.models import OuterRef
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
from configurator.api.bodies import IdempotencyKey
from configurator.api.comments import Comment
from configurator.api.comments import NewComment
from configurator.api.comments import clean_text
from configurator.api.pagination import NEXT
from configurator.api.pagination import After
from configurator.api.pagination import page
from configurator.api.problems import Problem
from configurator.comments.discussion import Discussion
from configurator.comments.discussion import ThreadView
from configurator.comments.subject import About
from configurator.comments.subject import Subject
from configurator.comments.subject import find_subject
from configurator.comments.subject import fingerprint
from configurator.comments.subject import thread_subject
from configurator.models import Comment as CommentRow
from configurator.services import threads
from configurator.services.suggestions import suggestion_for

router = Router(tags=["Comments"])

NO_SUBJECT = (
    "The revision has no such subject. “about” is whole, choice, finding or line; “path” is the "
    "path of a choice or a file, or the slug of a rule. A line needs “line” too, a finding its "
    "“message”."
)


NO_CHOICE = "A value can be suggested for a choice alone. Leave “suggestion” out."


class Thread(Schema):
    """A thread with its comments, and how its subject is on the revision that was asked for."""

    id: int
    revision: int = Field(description="The revision that it began on.")
    about: About
    path: str = Field(
        description="The path of a choice or a file, or the slug of a rule; empty for the whole.",
        examples=["scaling.backend.replicas"],
    )
    line: int | None = Field(description="The line of the file when the thread began.")
    current_line: int | None = Field(description="The same line on this revision.")
    outdated: str = Field(description="Why the subject is not the same; empty where it is.")
    resolved: datetime | None
    resolver: str | None
    comments: list[Comment]

    @classmethod
    def of(cls, view: ThreadView) -> Thread:
        """Return the schema of a thread."""
        thread = view.thread
        return cls(
            id=thread.pk,
            revision=thread.revision.number,
            about=About(thread.about),
            path=thread.path,
            line=thread.line,
            current_line=view.anchor.line,
            outdated=view.anchor.reason,
            resolved=thread.resolved,
            resolver=thread.resolver.username if thread.resolver else None,
            comments=[Comment.of(comment) for comment in view.comments],
        )


class ThreadPage(Schema):
    """The threads that can be read on a revision, the oldest first."""

    threads: list[Thread]
    next: str | None = Field(description=NEXT)


class ThreadFilters(After):
    """The filter of the threads."""

    show: Literal["", "open", "resolved", "mine"] = Field(
        "", description="open, resolved, or mine: those with a comment of yours."
    )


class NewThread(NewComment):
    """The first comment of a thread, and what it is about."""

    about: About
    path: str = Field(
        "",
        max_length=300,
        description="The path of a choice or a file, or the slug of a rule.",
        examples=["scaling.backend.replicas"],
    )
    line: int | None = Field(None, ge=1, le=10**6, description="A line of the file.")
    message: str = Field("", max_length=10_000, description="The message of the finding.")


class Reply(NewComment):
    """A reply, and whether it resolves or reopens its thread."""

    resolved: bool | None = Field(
        None, description="true resolves the thread, false reopens it.", examples=[True]
    )


class ThreadState(Body):
    """Whether a thread is resolved."""

    resolved: bool


@router.get(
    "/configurations/{uuid:key}/revisions/{int:number}/threads",
    response=ThreadPage,
    summary="List threads",
)
def list_threads(
    request: HttpRequest, key: UUID, number: int, parameters: Query[ThreadFilters]
) -> ThreadPage:
    """List the threads that began on this revision or before, with comments, 50 on a page."""
    grant = access.find(visitor(request), key)
    discussion = Discussion(grant, grant.revision(number))
    rows = discussion.rows
    if parameters.show == "mine":
        own = CommentRow.objects.filter(thread=OuterRef("pk"), deleted=None, author=grant.person)
        rows = rows.filter(Exists(own.order_by()))
    elif parameters.show:
        rows = rows.filter(resolved__isnull=parameters.show == "open")
    listed = page(request, rows, parameters.after)
    views = [discussion.view_of(thread) for thread in listed.rows]
    return ThreadPage(threads=[Thread.of(view) for view in views], next=listed.next)


@router.post(
    "/configurations/{uuid:key}/revisions/{int:number}/threads",
    auth=WriteToken(),
    response={201: Thread},
    summary="Start a thread",
)
def start_thread(
    request: HttpRequest,
    key: UUID,
    number: int,
    body: NewThread,
    idempotency_key: IdempotencyKey = "",
) -> Any:
    """Start a thread about a choice, a finding, a line of a file or the whole revision."""
    grant = access.find(visitor(request), key, Right.REVIEW)
    discussion = Discussion(grant, grant.revision(number))
    subject = find_subject(discussion.anchors, _subject(body))
    if subject is None:
        raise Problem(422, NO_SUBJECT)
    text = clean_text(body)
    comment = threads.start(
        *(grant, discussion.revision, subject, text, idempotency_key),
        pending=body.pending,
        suggestion=_suggestion(discussion, subject, body),
    )
    return Status(HTTPStatus.CREATED, _thread(grant, number, comment.thread_id))


@router.get(
    "/configurations/{uuid:key}/revisions/{int:number}/threads/{int:thread}",
    response=Thread,
    summary="One thread",
)
def get_thread(request: HttpRequest, key: UUID, number: int, thread: int) -> Thread:
    """Return a thread with its comments, and how its subject is on this revision."""
    return _thread(access.find(visitor(request), key), number, thread)


@router.patch(
    "/configurations/{uuid:key}/revisions/{int:number}/threads/{int:thread}",
    auth=WriteToken(),
    response=Thread,
    summary="Resolve or reopen a thread",
)
def set_thread_state(
    request: HttpRequest, key: UUID, number: int, thread: int, body: ThreadState
) -> Thread:
    """Resolve or reopen a thread."""
    grant = access.find(visitor(request), key, Right.REVIEW)
    threads.set_resolved(grant, grant.thread(thread), resolved=body.resolved)
    return _thread(grant, number, thread)


@router.post(
    "/configurations/{uuid:key}/revisions/{int:number}/threads/{int:thread}/comments",
    auth=WriteToken(),
    response={201: Thread},
    summary="Reply to a thread",
)
def reply_to_thread(
    request: HttpRequest,
    key: UUID,
    number: int,
    thread: int,
    body: Reply,
    idempotency_key: IdempotencyKey = "",
) -> Any:
    """Add a comment to an open or resolved thread, and resolve or reopen it as well."""
    grant = access.find(visitor(request), key, Right.REVIEW)
    discussion = Discussion(grant, grant.revision(number))
    row = grant.thread(thread)
    threads.reply(
        *(grant, row, clean_text(body), idempotency_key),
        pending=body.pending,
        suggestion=_suggestion(discussion, thread_subject(row), body),
    )
    if body.resolved is not None:
        threads.set_resolved(grant, row, resolved=body.resolved)
    return Status(HTTPStatus.CREATED, _thread(grant, number, thread))


def _suggestion(
    discussion: Discussion, subject: Subject, body: NewComment
) -> dict[str, Any] | None:
    if body.suggestion is None:
        return None
    if subject.about != About.CHOICE or subject.path not in discussion.anchors.choices:
        raise Problem(422, NO_CHOICE)
    return suggestion_for(discussion.revision, subject.path, body.suggestion)


def _subject(body: NewThread) -> dict[str, str]:
    query = {"about": body.about.value, "path": body.path}
    if body.line:
        query["line"] = str(body.line)
    return query | ({"fingerprint": fingerprint(body.message)} if body.message else {})


def _thread(grant: Access, number: int, key: int) -> Thread:
    discussion = Discussion(grant, grant.revision(number))
    return Thread.of(discussion.thread(key))

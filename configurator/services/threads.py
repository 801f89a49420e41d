"""Threads and comments: start, reply, resolve and reopen; edit and delete."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from configurator.access import Access
from configurator.comments.subject import Subject
from configurator.events import log
from configurator.models import Comment
from configurator.models import Configuration
from configurator.models import Review
from configurator.models import Revision
from configurator.models import Thread
from configurator.models import User
from configurator.models import Verb
from configurator.services.locking import locked


@transaction.atomic
def start(  # noqa: PLR0913 - a comment has a subject, its text, and where it goes
    access: Access,
    revision: Revision,
    subject: Subject,
    body: str,
    idempotency_key: str = "",
    *,
    pending: bool = False,
    suggestion: Mapping[str, Any] | None = None,
) -> Comment:
    """Start a thread with its first comment; the same idempotency key starts no second one.

    A ``pending`` comment, and its thread, is seen by its author alone until their review is
    submitted.
    """
    locked(access.configuration.pk)
    token = _token(idempotency_key, body)
    if comment := _sent_before(access.reviewer, token):
        return comment
    thread = Thread.objects.create(
        configuration=access.configuration,
        revision=revision,
        about=subject.about,
        path=subject.path,
        line=subject.line,
        quote=subject.quote,
        pending_of=access.reviewer if pending else None,
    )
    return _add_comment(access, thread, body, token, pending, suggestion)


@transaction.atomic
def reply(
    access: Access,
    thread: Thread,
    body: str,
    idempotency_key: str = "",
    *,
    pending: bool = False,
    suggestion: Mapping[str, Any] | None = None,
) -> Comment:
    """Add a comment to an open or resolved thread; the same idempotency key adds no second one.

    In a thread that is pending itself, every comment is.
    """
    locked(access.configuration.pk)
    token = _token(idempotency_key, body)
    pending = pending or thread.pending_of_id is not None
    return _sent_before(access.reviewer, token) or _add_comment(
        access, thread, body, token, pending, suggestion
    )


@transaction.atomic
def set_resolved(access: Access, thread: Thread, *, resolved: bool) -> bool:
    """Resolve or reopen a thread, which every reviewer can do.

    Return False where it was in that state already, or is pending: nobody else sees that one.
    """
    row = Thread.objects.select_for_update(of=("self",)).get(pk=thread.pk)
    reviewer = access.reviewer
    if (row.resolved is not None) == resolved or row.pending_of_id is not None:
        return False
    row.resolved, row.resolver = (timezone.now(), reviewer) if resolved else (None, None)
    row.save(update_fields=["resolved", "resolver"])
    _log(access, Verb.RESOLVED if resolved else Verb.REOPENED, row)
    return True


@transaction.atomic
def edit(access: Access, comment: Comment, body: str) -> None:
    """Change the text of a comment, which is marked as edited from then on.

    A pending comment is changed without a trace: nobody else saw it.
    """
    row = _own(access, comment)
    if row.deleted or row.body == body:
        return
    row.body, row.edited = body, None if row.pending else timezone.now()
    row.save(update_fields=["body", "edited"])
    if not row.pending:
        _log(access, Verb.COMMENT_EDITED, row.thread, edited=row.pk)


@transaction.atomic
def delete(access: Access, comment: Comment) -> None:
    """Delete the text of a comment; its row stays, so that the replies can be understood.

    A pending comment is deleted with its row, and its thread where it began that.
    """
    row = _own(access, comment)
    if row.pending:
        _delete_pending(access.pending_comments.filter(pk=row.pk))
        return
    if row.deleted:
        return
    row.body, row.suggestion, row.deleted = "", None, timezone.now()
    row.save(update_fields=["body", "suggestion", "deleted"])
    _log(access, Verb.COMMENT_DELETED, row.thread, deleted=row.pk)


@transaction.atomic
def discard_pending(access: Access) -> int:
    """Delete the comments of the visitor's pending review, and return how many there were."""
    locked(access.configuration.pk)
    return _delete_pending(access.pending_comments)


def _delete_pending(comments: QuerySet[Comment]) -> int:
    rows = list(comments)
    Comment.objects.filter(pk__in=[row.pk for row in rows]).delete()
    begun = Thread.objects.filter(pk__in={row.thread_id for row in rows}, comments=None)
    begun.exclude(pending_of=None).delete()
    return len(rows)


@transaction.atomic
def publish_pending(configuration: Configuration, review: Review) -> int:
    """Make the reviewer's pending comments a part of a review, and return how many there are.

    Call it under the lock on the configuration, with a review that was submitted just now.
    """
    now, reviewer = timezone.now(), review.reviewer
    begun = configuration.threads.filter(pending_of=reviewer)
    begun.update(pending_of=None, created=now)
    comments = Comment.objects.filter(
        thread__configuration=configuration, author=reviewer, pending=True
    )
    return comments.update(pending=False, review=review, created=now)


def _add_comment(
    access: Access,
    thread: Thread,
    body: str,
    token: str,
    pending: bool,
    suggestion: Mapping[str, Any] | None,
) -> Comment:
    comment = Comment.objects.create(
        thread=thread,
        author=access.reviewer,
        body=body,
        token=token,
        pending=pending,
        suggestion=suggestion,
    )
    if not pending:
        _log(access, Verb.COMMENTED, thread, comment=comment.pk)
    return comment


def _log(access: Access, verb: Verb, thread: Thread, **detail: int) -> None:
    detail |= {"line": thread.line} if thread.line else {}
    log.record_event_of(
        access,
        verb,
        thread.revision.number,
        thread=thread.pk,
        about=thread.about,
        path=thread.path,
        **detail,
    )


def _own(access: Access, comment: Comment) -> Comment:
    rows = Comment.objects.select_related("thread__revision").select_for_update(of=("self",))
    return rows.get(pk=comment.pk, author=access.reviewer)


def _token(idempotency_key: str, body: str) -> str:
    """Hash the idempotency key with the text: a form sent again with another text counts."""
    if not idempotency_key:
        return ""
    return hashlib.sha256(f"{idempotency_key}\0{body}".encode()).hexdigest()[:40]


def _sent_before(author: User, token: str) -> Comment | None:
    return Comment.objects.filter(author=author, token=token).first() if token else None

"""Threads and comments: start, reply, resolve and reopen; edit and delete."""

from __future__ import annotations

import hashlib

from django.db import transaction
from django.utils import timezone

from configurator.access import Access
from configurator.comments.subject import Subject
from configurator.events import log
from configurator.models import Comment
from configurator.models import Revision
from configurator.models import Thread
from configurator.models import User
from configurator.models import Verb
from configurator.services.locking import locked


@transaction.atomic
def start(
    access: Access, revision: Revision, subject: Subject, body: str, idempotency_key: str = ""
) -> Comment:
    """Start a thread with its first comment; the same idempotency key starts no second one."""
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
    )
    return _add_comment(access, thread, body, token)


@transaction.atomic
def reply(access: Access, thread: Thread, body: str, idempotency_key: str = "") -> Comment:
    """Add a comment to an open or resolved thread; the same idempotency key adds no second one."""
    locked(access.configuration.pk)
    token = _token(idempotency_key, body)
    return _sent_before(access.reviewer, token) or _add_comment(access, thread, body, token)


@transaction.atomic
def set_resolved(access: Access, thread: Thread, *, resolved: bool) -> bool:
    """Resolve or reopen a thread, which every reviewer can do.

    Return False where it was in that state already.
    """
    row = Thread.objects.select_for_update(of=("self",)).get(pk=thread.pk)
    reviewer = access.reviewer
    if (row.resolved is not None) == resolved:
        return False
    row.resolved, row.resolver = (timezone.now(), reviewer) if resolved else (None, None)
    row.save(update_fields=["resolved", "resolver"])
    _log(access, Verb.RESOLVED if resolved else Verb.REOPENED, row)
    return True


@transaction.atomic
def edit(access: Access, comment: Comment, body: str) -> None:
    """Change the text of a comment, which is marked as edited from then on."""
    row = _own(access, comment)
    if row.deleted or row.body == body:
        return
    row.body, row.edited = body, timezone.now()
    row.save(update_fields=["body", "edited"])


@transaction.atomic
def delete(access: Access, comment: Comment) -> None:
    """Delete the text of a comment; its row stays, so that the replies can be understood."""
    row = _own(access, comment)
    row.body, row.deleted = "", row.deleted or timezone.now()
    row.save(update_fields=["body", "deleted"])


def _add_comment(access: Access, thread: Thread, body: str, token: str) -> Comment:
    comment = Comment.objects.create(thread=thread, author=access.reviewer, body=body, token=token)
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
    rows = Comment.objects.select_for_update(of=("self",))
    return rows.get(pk=comment.pk, author=access.reviewer)


def _token(idempotency_key: str, body: str) -> str:
    """Hash the idempotency key with the text: a form sent again with another text counts."""
    if not idempotency_key:
        return ""
    return hashlib.sha256(f"{idempotency_key}\0{body}".encode()).hexdigest()[:40]


def _sent_before(author: User, token: str) -> Comment | None:
    return Comment.objects.filter(author=author, token=token).first() if token else None

"""Talk: threads begin, are answered, resolved and reopened; comments are mended or taken back."""

from __future__ import annotations

import hashlib

from django.db import transaction
from django.utils import timezone

from configurator.access import Access
from configurator.comments.subject import Spot
from configurator.events import log
from configurator.models import Comment
from configurator.models import Revision
from configurator.models import Thread
from configurator.models import User
from configurator.models import Verb
from configurator.services.locking import locked


@transaction.atomic
def begin(here: Access, revision: Revision, spot: Spot, body: str, form: str = "") -> Comment:
    """Begin a thread with its first comment; the same form sent again begins no other."""
    locked(here.configuration.pk)
    token = _token(form, body)
    if said := _said(here.reviewer, token):
        return said
    thread = Thread.objects.create(
        configuration=here.configuration,
        revision=revision,
        about=spot.about,
        place=spot.place,
        line=spot.line,
        quote=spot.quote,
    )
    return _say(here, thread, body, token)


@transaction.atomic
def reply(here: Access, thread: Thread, body: str, form: str = "") -> Comment:
    """Answer in a thread, whether it is resolved or not; the same form sent again adds nothing."""
    locked(here.configuration.pk)
    token = _token(form, body)
    return _said(here.reviewer, token) or _say(here, thread, body, token)


@transaction.atomic
def turn(here: Access, thread: Thread, *, resolved: bool) -> bool:
    """Resolve a thread or open it again, which anybody who may comment can do.

    False where it was so already.
    """
    held = Thread.objects.select_for_update(of=("self",)).get(pk=thread.pk)
    who = here.reviewer
    if (held.resolved is not None) == resolved:
        return False
    held.resolved, held.resolver = (timezone.now(), who) if resolved else (None, None)
    held.save(update_fields=["resolved", "resolver"])
    _record(here, Verb.RESOLVED if resolved else Verb.REOPENED, held)
    return True


@transaction.atomic
def edit(here: Access, comment: Comment, body: str) -> None:
    """Say it otherwise; the comment carries a mark from then on."""
    held = _own(here, comment)
    if held.deleted or held.body == body:
        return
    held.body, held.edited = body, timezone.now()
    held.save(update_fields=["body", "edited"])


@transaction.atomic
def delete(here: Access, comment: Comment) -> None:
    """Take the words back. The place stays, so that the answers to them can be understood."""
    held = _own(here, comment)
    held.body, held.deleted = "", held.deleted or timezone.now()
    held.save(update_fields=["body", "deleted"])


def _say(here: Access, thread: Thread, body: str, token: str) -> Comment:
    said = Comment.objects.create(thread=thread, author=here.reviewer, body=body, token=token)
    _record(here, Verb.COMMENTED, thread, comment=said.pk)
    return said


def _record(here: Access, verb: Verb, thread: Thread, **detail: int) -> None:
    detail |= {"line": thread.line} if thread.line else {}
    log.record_event_of(
        here,
        verb,
        thread.revision.number,
        thread=thread.pk,
        about=thread.about,
        place=thread.place,
        **detail,
    )


def _own(here: Access, comment: Comment) -> Comment:
    rows = Comment.objects.select_for_update(of=("self",))
    return rows.get(pk=comment.pk, author=here.reviewer)


def _token(form: str, body: str) -> str:
    """Name what was sent: whoever goes back and writes something else says something new."""
    return hashlib.sha256(f"{form}\0{body}".encode()).hexdigest()[:40] if form else ""


def _said(who: User, token: str) -> Comment | None:
    return Comment.objects.filter(author=who, token=token).first() if token else None

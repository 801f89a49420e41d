"""E-mail about what happened, sent by the worker and never inside a request."""

from __future__ import annotations

import logging
from smtplib import SMTPException
from smtplib import SMTPRecipientsRefused

from django.core.mail import EmailMessage
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.text import Truncator

from configurator import access
from configurator.events import outbox
from configurator.events import sentences
from configurator.events.recipients import HEARD
from configurator.models import Comment
from configurator.models import Event
from configurator.models import Notification
from configurator.models import Review
from configurator.models import Verb
from configurator.wording import urls

A_ROUND = 5
EXCERPT = 280

logger = logging.getLogger(__name__)


def deliver() -> int:
    """Send some of the e-mail that is due, one by one; say how much of it was settled."""
    settled = 0
    while settled < A_ROUND and (taken := outbox.take(due(), 1)):
        if not _deliver(taken[0]):
            # The server is down: whatever else is due would fail as well.
            break
        settled += 1
    return settled


def due() -> QuerySet[Notification]:
    """Find the e-mail that was not sent yet."""
    rows = Notification.objects.filter(mail=True, mailed=None)
    return rows.select_related("person", "event__actor", "event__link", "event__configuration")


def _deliver(notice: Notification) -> bool:
    person, event = notice.person, notice.event
    seen = access.visible(person).filter(pk=event.configuration_id).exists()
    if not (seen and person.is_active and person.email):
        outbox.end(notice, mail=False)
        return True
    try:
        message(notice).send()
    except (SMTPException, OSError) as error:
        # Only the kind of it: what a server answers may hold addresses.
        logger.warning("Notification %s was not mailed: %s", notice.pk, type(error).__name__)
        outbox.fail(notice)
        return isinstance(error, SMTPRecipientsRefused)
    outbox.end(notice, mailed=timezone.now())
    return True


def message(notice: Notification) -> EmailMessage:
    """Write an e-mail: what happened, some of what was said, and the way to it."""
    event = notice.event
    said = " ".join(f"{sentences.actor(event)} {sentences.act(event, notice.person)}".split())
    context = {
        "said": said,
        "excerpt": excerpt(event).splitlines(),
        "place": urls.written(sentences.place(event)),
        "why": HEARD[Verb(event.verb)].title,
        "preferences": urls.written("/account/notifications/"),
    }
    body = render_to_string("notifications/mail.txt", context)
    return EmailMessage(
        f"[{event.configuration.name}] {said}",
        body,
        to=[notice.person.email],
        # So that whoever is away answers nothing to it.
        headers={"Auto-Submitted": "auto-generated"},
    )


def excerpt(event: Event) -> str:
    """Give the beginning of what was said, as it stands now: a deleted comment has no words."""
    here = event.configuration_id
    if key := event.detail.get("comment"):
        comment = Comment.objects.filter(pk=key, thread__configuration=here).first()
        words = comment.body if comment else ""
    elif key := event.detail.get("review"):
        review = Review.objects.filter(pk=key, revision__configuration=here).first()
        words = review.body if review else ""
    else:
        words = str(event.detail.get("note", ""))
    return Truncator(words.strip()).chars(EXCERPT)

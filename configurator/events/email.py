"""E-mail notifications, which the worker sends from the outbox and never inside a request."""

from __future__ import annotations

import logging
from smtplib import SMTPException
from smtplib import SMTPRecipientsRefused

from django.core.mail import EmailMessage
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator

from configurator import access
from configurator.events import outbox
from configurator.events import sentences
from configurator.events.recipients import reason
from configurator.models import Comment
from configurator.models import Event
from configurator.models import Notification
from configurator.models import Review
from configurator.models import Verb
from configurator.wording import urls

BATCH = 5
EXCERPT = 280
MOST_COMMENTS = 20  # of a review, in its e-mail

logger = logging.getLogger(__name__)


def deliver() -> int:
    """Send a batch of the e-mail that is due, one by one; return how many are completed."""
    completed = 0
    while completed < BATCH and (claimed := outbox.claim(due(), 1)):
        if not _deliver(claimed[0]):
            # The mail server is down: every other message would fail as well.
            break
        completed += 1
    return completed


def due() -> QuerySet[Notification]:
    """Find the notifications whose e-mail was not sent yet."""
    unsent = Notification.objects.filter(mail=True, mailed=None)
    return unsent.select_related("person", "event__actor", "event__link", "event__configuration")


def _deliver(notification: Notification) -> bool:
    person, event = notification.person, notification.event
    visible = access.visible(person).filter(pk=event.configuration_id).exists()
    if not (visible and person.is_active and person.email):
        outbox.complete(notification, mail=False)
        return True
    try:
        message(notification).send()
    except (SMTPException, OSError) as error:
        # Only the type of the error: the answer of a mail server may hold addresses.
        logger.warning("Notification %s was not mailed: %s", notification.pk, type(error).__name__)
        outbox.retry_later(notification)
        return isinstance(error, SMTPRecipientsRefused)
    outbox.complete(notification, mailed=timezone.now())
    return True


def message(notification: Notification) -> EmailMessage:
    """Write the e-mail of a notification: the event, an excerpt of its text, and its URL."""
    event = notification.event
    sentence = " ".join(
        f"{sentences.actor(event)} {sentences.action(event, notification.person)}"
        f"{' and mentioned you' if notification.mentioned else ''}".split()
    )
    context = {
        "sentence": sentence,
        "excerpt": excerpt(event).splitlines(),
        "url": urls.site_url(sentences.url(event)),
        "reason": reason(notification),
        "preferences": urls.site_url(reverse("notification-preferences")),
    }
    body = render_to_string("notifications/mail.txt", context)
    return EmailMessage(
        f"[{event.configuration.name}] {sentence}",
        body,
        to=[notification.person.email],
        # So that no out-of-office reply comes back.
        headers={"Auto-Submitted": "auto-generated"},
    )


def excerpt(event: Event) -> str:
    """Return the beginning of a comment, review or note; a deleted comment has no text.

    A review quotes its comments as well. A review request quotes the note of its revision, which
    says what the reviewer will read.
    """
    configuration = event.configuration_id
    if key := event.detail.get("comment"):
        comment = Comment.objects.filter(
            pk=key, thread__configuration=configuration, pending=False
        ).first()
        text = comment.body if comment else ""
    elif key := event.detail.get("review"):
        review = Review.objects.filter(pk=key, revision__configuration=configuration).first()
        return _of_review(review) if review else ""
    elif event.verb == Verb.REVIEW_REQUESTED:
        revisions = event.configuration.revisions.filter(number=event.revision or 0)
        text = revisions.values_list("note", flat=True).first() or ""
    else:
        text = str(event.detail.get("note", ""))
    return _shortened(text)


def _of_review(review: Review) -> str:
    """Quote the text of a review, then its comments, each below its subject."""
    comments = review.comments.filter(deleted=None).select_related("thread")
    quotes = [
        f"{sentences.subject_name(comment.thread)}: {_shortened(comment.body)}"
        for comment in comments[:MOST_COMMENTS]
    ]
    rest = comments.count() - len(quotes)
    more = f"{rest} more." if rest > 0 else ""
    return "\n".join(filter(None, (_shortened(review.body), *quotes, more)))


def _shortened(text: str) -> str:
    return Truncator(text.strip()).chars(EXCERPT)

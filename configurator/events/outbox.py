"""The outbox: e-mail and webhook messages that are due, each claimed by one worker at a time.

A row says with ``next_try`` when it is due. A worker that moves this on holds the row until then,
as a lease; if the worker dies, the row is due again. So one process at a time works on a row, on
every database, and a message is delivered at least once.
"""

from __future__ import annotations

from datetime import datetime
from datetime import timedelta
from typing import TypeVar

from django.db.models import F
from django.db.models import QuerySet
from django.utils import timezone

from configurator.models import Delivery
from configurator.models import Notification

Message = TypeVar("Message", Notification, Delivery)

# Longer than one attempt can take.
LEASE = timedelta(minutes=2)
# Backoff: how long to wait before each further attempt.
RETRIES = (
    timedelta(seconds=5),
    timedelta(minutes=1),
    timedelta(minutes=10),
    timedelta(hours=1),
    timedelta(hours=6),
)


def claim(messages: QuerySet[Message], limit: int) -> list[Message]:
    """Claim some messages that are due, the oldest first, unless another worker was faster."""
    now = timezone.now()
    due = messages.filter(next_try__lte=now).order_by("next_try")[:limit]
    return [message for message in due if _claimed(message, now + LEASE)]


def _claimed(message: Message, until: datetime) -> bool:
    if message.attempts > len(RETRIES):
        # The worker of the last attempt never wrote its outcome: the message may have killed it.
        complete(message)
        return False
    unclaimed = type(message).objects.filter(pk=message.pk, next_try=message.next_try)
    if not unclaimed.update(next_try=until, attempts=F("attempts") + 1):
        return False
    message.next_try = until
    message.attempts += 1
    return True


def complete(message: Message, **values: object) -> None:
    """Take a message out of the outbox, delivered or not."""
    type(message).objects.filter(pk=message.pk).update(next_try=None, **values)


def retry_later(message: Message, **values: object) -> None:
    """Schedule the next attempt of a message that failed; after the last one there is none."""
    attempts_left = message.attempts <= len(RETRIES)
    next_try = timezone.now() + RETRIES[message.attempts - 1] if attempts_left else None
    unchanged = type(message).objects.filter(pk=message.pk, next_try=message.next_try)
    unchanged.update(next_try=next_try, **values)

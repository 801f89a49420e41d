"""Work that several processes share: each row is taken by one of them, for a while.

A row says with ``next_try`` when it is due. Whoever moves that on has the row until then; if they
die, it is due again. So a row is worked on by one process at a time, on every database, and one
whose work was done but not written down is done again: at least once, never at the same time.
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

Due = TypeVar("Due", Notification, Delivery)

# Longer than one piece of work can take.
LEASE = timedelta(minutes=2)
RETRIES = (
    timedelta(seconds=5),
    timedelta(minutes=1),
    timedelta(minutes=10),
    timedelta(hours=1),
    timedelta(hours=6),
)


def take(rows: QuerySet[Due], most: int) -> list[Due]:
    """Take some rows that are due, the longest due first, unless another process was faster."""
    now = timezone.now()
    due = rows.filter(next_try__lte=now).order_by("next_try")[:most]
    return [each for each in due if _mine(each, now + LEASE)]


def _mine(row: Due, until: datetime) -> bool:
    if row.attempts > len(RETRIES):
        # Whoever took it the last time never said how that went: it may be what broke them.
        end(row)
        return False
    same = type(row).objects.filter(pk=row.pk, next_try=row.next_try)
    if not same.update(next_try=until, attempts=F("attempts") + 1):
        return False
    row.next_try = until
    row.attempts += 1
    return True


def end(row: Due, **values: object) -> None:
    """Write down that nothing is left to do."""
    type(row).objects.filter(pk=row.pk).update(next_try=None, **values)


def fail(row: Due, **values: object) -> None:
    """Write down that it did not work: it is due again later, or given up."""
    left = row.attempts <= len(RETRIES)
    again = timezone.now() + RETRIES[row.attempts - 1] if left else None
    type(row).objects.filter(pk=row.pk, next_try=row.next_try).update(next_try=again, **values)

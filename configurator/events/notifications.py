"""The inbox of a person: its notifications, how many are unread, and how they are marked read."""

from __future__ import annotations

from datetime import datetime
from datetime import timedelta

from django.db.models import Case
from django.db.models import Exists
from django.db.models import OuterRef
from django.db.models import QuerySet
from django.db.models import When
from django.utils import timezone

from configurator import access
from configurator.models import Notification
from configurator.models import User

HIGHEST_COUNT = 99
RETENTION = timedelta(days=90)


def inbox(user: User) -> QuerySet[Notification]:
    """List the notifications of a user, of configurations that they may still see; unread first."""
    visible = access.visible(user).filter(pk=OuterRef("event__configuration"))
    notifications = Notification.objects.filter(Exists(visible), person=user, shown=True)
    related = notifications.select_related("event__actor", "event__link", "event__configuration")
    return related.order_by(Case(When(read=None, then=0), default=1), "-pk")


def unread_count(user: User) -> str:
    """Count the unread notifications of a user for the page header: `3`, `99+`, or nothing."""
    unread = inbox(user).filter(read=None).order_by()[: HIGHEST_COUNT + 1].count()
    return f"{HIGHEST_COUNT}+" if unread > HIGHEST_COUNT else str(unread or "")


def mark_read(user: User, key: int) -> Notification | None:
    """Mark one notification of a user as read, and return it; nothing where it is not theirs."""
    notification = inbox(user).filter(pk=key).first()
    if notification and not notification.read:
        Notification.objects.filter(pk=key, read=None).update(read=timezone.now())
    return notification


def mark_all_read(user: User) -> None:
    """Mark every notification of a user as read."""
    Notification.objects.filter(person=user, read=None).update(read=timezone.now())


def save_muted(user: User, muted: list[str]) -> None:
    """Save the events and channels that a user unsubscribed from."""
    user.muted = muted
    user.save(update_fields=["muted"])


def purge(now: datetime) -> int:
    """Delete notifications that were read long ago; the audit log keeps their events."""
    return Notification.objects.filter(read__lte=now - RETENTION).delete()[0]

"""The notifications of a person, the newest of which make the inbox, and their settings."""

from __future__ import annotations

from datetime import datetime
from datetime import timedelta

from django.db import transaction
from django.db.models import Case
from django.db.models import Exists
from django.db.models import OuterRef
from django.db.models import QuerySet
from django.db.models import When
from django.utils import timezone

from configurator import access
from configurator.events import digest
from configurator.events import inbox
from configurator.models import InboxItem
from configurator.models import Notification
from configurator.models import User

RETENTION = timedelta(days=90)


def notifications(user: User) -> QuerySet[Notification]:
    """List the notifications of a user, of configurations that they may still see; unread first."""
    visible = access.visible(user).filter(pk=OuterRef("event__configuration"))
    rows = Notification.objects.filter(Exists(visible), person=user, shown=True)
    related = rows.select_related("event__actor", "event__link", "event__configuration")
    return related.order_by(Case(When(read=None, then=0), default=1), "-pk")


def mark_read(user: User, key: int) -> Notification | None:
    """Mark one notification of a user as read, and return it; nothing where it is not theirs."""
    notification = notifications(user).filter(pk=key).first()
    if notification and not notification.read:
        now = timezone.now()
        Notification.objects.filter(pk=key, read=None).update(read=now)
        InboxItem.objects.filter(person=user, event=notification.event_id, read=None).update(
            read=now
        )
    return notification


def mark_all_read(user: User) -> None:
    """Mark every notification of a user as read."""
    Notification.objects.filter(person=user, read=None).update(read=timezone.now())
    inbox.mark_all_read(user)


@transaction.atomic
def save_preferences(user: User, muted: list[str], *, digested: bool) -> None:
    """Save what a user unsubscribed from, and whether their e-mail comes as a digest.

    Without the digest, what waited for the next one is sent by itself.
    """
    if user.digest and not digested:
        digest.pending(user).update(next_try=timezone.now())
        user.next_digest = None
    user.muted, user.digest = muted, digested
    user.save(update_fields=["muted", "digest", "next_digest"])


def purge(now: datetime) -> int:
    """Delete notifications that were read long ago; the audit log keeps their events."""
    return Notification.objects.filter(read__lte=now - RETENTION).delete()[0]

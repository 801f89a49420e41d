"""What a person is told in the product: counted, listed, read."""

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

COUNTED = 99
KEPT = timedelta(days=90)


def notices(who: User) -> QuerySet[Notification]:
    """List what a person is told, of what they may still see: unread first, then the latest."""
    seen = access.visible(who).filter(pk=OuterRef("event__configuration"))
    found = Notification.objects.filter(Exists(seen), person=who, shown=True)
    related = found.select_related("event__actor", "event__link", "event__configuration")
    return related.order_by(Case(When(read=None, then=0), default=1), "-pk")


def unread(who: User) -> str:
    """Count what was not read yet, as far as anybody wants to know: `3`, or `99+`."""
    several = notices(who).filter(read=None).order_by()[: COUNTED + 1].count()
    return f"{COUNTED}+" if several > COUNTED else str(several or "")


def read(who: User, key: int) -> Notification | None:
    """Find something that a person is told, and remember that they went to see it."""
    found = notices(who).filter(pk=key).first()
    if found and not found.read:
        Notification.objects.filter(pk=key, read=None).update(read=timezone.now())
    return found


def read_all(who: User) -> None:
    """Take everything as read."""
    Notification.objects.filter(person=who, read=None).update(read=timezone.now())


def mute(who: User, muted: list[str]) -> None:
    """Remember what a person does not want to hear of."""
    who.muted = muted
    who.save(update_fields=["muted"])


def forget(now: datetime) -> int:
    """Delete what was read long ago; the history keeps what happened."""
    return Notification.objects.filter(read__lte=now - KEPT).delete()[0]

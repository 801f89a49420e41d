"""The inbox of a person: an item for each configuration, in sections that follow the review."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping
from datetime import datetime
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Case
from django.db.models import Exists
from django.db.models import F
from django.db.models import OuterRef
from django.db.models import QuerySet
from django.db.models import Value
from django.db.models import When
from django.db.models.functions import Coalesce
from django.utils import timezone

from configurator import access
from configurator.models import Event
from configurator.models import InboxItem
from configurator.models import Notification
from configurator.models import ReviewRequest
from configurator.models import Revision
from configurator.models import State
from configurator.models import User
from configurator.models import Verb

Section = InboxItem.Section
HIGHEST_COUNT = 99
RETENTION = timedelta(days=90)
# What a person does with a configuration that settles what they were told of it.
SETTLING = (Verb.SAVED, Verb.APPROVED, Verb.REQUESTED_CHANGES, Verb.REVIEWED)
MINE: Mapping[str, Section] = {
    State.CHANGES_REQUESTED: Section.SENT_BACK,
    State.APPROVED: Section.APPROVED,
}


def put(event: Event, notifications: Iterable[Notification]) -> None:
    """Put the configuration of an event into the inboxes; what was done comes back."""
    items = [
        InboxItem(
            person_id=row.person_id,
            configuration_id=event.configuration_id,
            event=event,
            mentioned=row.mentioned,
        )
        for row in notifications
    ]
    if items:
        InboxItem.objects.bulk_create(
            items,
            update_conflicts=True,
            unique_fields=["person", "configuration"],
            update_fields=["event", "mentioned", "read", "done"],
        )
        sort(event.configuration_id)
    if event.actor_id and event.verb in SETTLING:
        own = InboxItem.objects.filter(person=event.actor_id, configuration=event.configuration_id)
        _finish(own)


def sort(key: UUID) -> None:
    """Move the items of a configuration into the sections that its review asks for now."""
    asked = ReviewRequest.objects.filter(configuration=key, done=None).order_by()
    own, writers = _own(key)
    InboxItem.objects.filter(configuration=key).update(
        section=Case(
            When(person__in=asked.values("reviewer"), then=Value(Section.ASKED)),
            When(person__in=writers, then=Value(own)),
            default=Value(Section.WATCHING),
        )
    )


def _own(key: UUID) -> tuple[Section, set[int]]:
    """Return the section of those whose configuration it is: who wrote the latest, or owns it."""
    latest = Revision.objects.filter(configuration=key, number=F("configuration__latest"))
    columns = ("author", "writers", "configuration__person", "configuration__state")
    for author, writers, owner, state in latest.values_list(*columns):
        people = {author, owner, *writers.values()} - {None}
        return MINE.get(state, Section.WATCHING), people
    return Section.WATCHING, set()


def items(user: User, section: str = "", *, done: bool = False) -> QuerySet[InboxItem]:
    """List the inbox of a user, of configurations that they may still see, the newest first."""
    visible = access.visible(user).filter(pk=OuterRef("configuration"))
    rows = InboxItem.objects.filter(Exists(visible), person=user, done__isnull=not done)
    if section:
        rows = rows.filter(section=section)
    return rows.select_related("configuration__team", "event__actor", "event__link").order_by(
        "-event_id"
    )


def counts(user: User) -> Mapping[str, str]:
    """Count the items of each section: `3`, or `99+`."""
    return {section.value: _counted(items(user, section)) for section in Section}


def unread_count(user: User) -> str:
    """Count the unread items of a user for the page header: `3`, `99+`, or nothing."""
    count = _counted(items(user).filter(read=None))
    return "" if count == "0" else count


def _counted(rows: QuerySet[InboxItem]) -> str:
    count = rows.order_by()[: HIGHEST_COUNT + 1].count()
    return f"{HIGHEST_COUNT}+" if count > HIGHEST_COUNT else str(count)


def first_section(known: Mapping[str, str]) -> str:
    """Name the first section that has items, and *asked of me* where none has."""
    return next((section for section, count in known.items() if count != "0"), Section.ASKED.value)


@transaction.atomic
def mark_read(user: User, key: int) -> InboxItem | None:
    """Mark an item as read with its notifications; nothing where it is not the user's."""
    item = _of(user, key)
    if item and not item.read:
        now = timezone.now()
        InboxItem.objects.filter(pk=key).update(read=now)
        _read_notifications(user, [item.configuration_id], now)
    return item


@transaction.atomic
def mark_done(user: User, key: int) -> InboxItem | None:
    """Take an item out of the inbox until something new happens."""
    item = _of(user, key)
    if item and not item.done:
        _finish(InboxItem.objects.filter(pk=key))
        _read_notifications(user, [item.configuration_id], timezone.now())
    return item


def move_back(user: User, key: int) -> InboxItem | None:
    """Put an item that is done back into the inbox."""
    item = _of(user, key)
    if item:
        InboxItem.objects.filter(pk=key).update(done=None)
    return item


@transaction.atomic
def mark_section_done(user: User, section: str) -> int:
    """Take every item of a section out of the inbox, and return how many there were."""
    rows = InboxItem.objects.filter(person=user, section=section, done=None)
    _read_notifications(user, rows.order_by().values("configuration"), timezone.now())
    return _finish(rows)


def mark_all_read(user: User) -> None:
    """Mark every item of a user as read."""
    InboxItem.objects.filter(person=user, read=None).update(read=timezone.now())


def purge(now: datetime) -> int:
    """Delete items that were done long ago; a new event makes them again."""
    return InboxItem.objects.filter(done__lte=now - RETENTION).delete()[0]


def _of(user: User, key: int) -> InboxItem | None:
    visible = access.visible(user).filter(pk=OuterRef("configuration"))
    rows = InboxItem.objects.filter(Exists(visible), person=user, pk=key)
    return rows.select_related("event", "configuration").first()


def _finish(rows: QuerySet[InboxItem]) -> int:
    now = timezone.now()
    return rows.filter(done=None).update(done=now, read=Coalesce("read", Value(now)))


def _read_notifications(user: User, configurations: Any, now: datetime) -> None:
    """Mark the notifications of some configurations as read, in one query."""
    unread = Notification.objects.filter(person=user, read=None)
    unread.filter(event__configuration__in=configurations).update(read=now)

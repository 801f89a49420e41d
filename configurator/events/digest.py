"""The digest: one e-mail a day instead of one for each event, for who prefers it."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from datetime import timedelta
from smtplib import SMTPException
from smtplib import SMTPRecipientsRefused
from uuid import UUID

from django.core.mail import EmailMessage
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from configurator import access
from configurator.events import sentences
from configurator.events.outbox import LEASE
from configurator.models import Notification
from configurator.models import User
from configurator.wording import urls
from configurator.wording.plurals import counted

Names = Mapping[UUID, str]
HOUR = 7  # of the day, UTC
RETRY = timedelta(hours=1)
MOST_EVENTS = 100

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Group:
    """A configuration in a digest: its name, its address, and a sentence for each event."""

    name: str
    url: str
    sentences: tuple[str, ...]


def next_time(now: datetime) -> datetime:
    """Return when the next digest is sent."""
    today = now.replace(hour=HOUR, minute=0, second=0, microsecond=0)
    return today if now < today else today + timedelta(days=1)


def schedule(people: Sequence[int]) -> None:
    """Schedule the next digest of people who have none scheduled."""
    if people:
        rows = User.objects.filter(pk__in=people, next_digest=None)
        rows.update(next_digest=next_time(timezone.now()))


def deliver() -> int:
    """Send one digest that is due; return how many are completed."""
    now = timezone.now()
    person = User.objects.filter(next_digest__lte=now).order_by("next_digest").first()
    if person is None:
        return 0
    # Only one worker gets it; if that one dies, the digest is due again after the lease.
    unclaimed = User.objects.filter(pk=person.pk, next_digest=person.next_digest)
    if not unclaimed.update(next_digest=now + LEASE):
        return 0
    return int(_deliver(person))


def pending(person: User) -> QuerySet[Notification]:
    """Find what the next digest of a person is about: not yet sent, and not yet read."""
    rows = Notification.objects.filter(person=person, mail=True, mailed=None, read=None)
    return rows.filter(next_try=None, attempts=0)


def _deliver(person: User) -> bool:
    rows = list(pending(person).order_by("pk").select_related("event__actor", "event__link"))
    names = _names(person, rows)
    readable = [row for row in rows if row.event.configuration_id in names]
    sent = bool(readable and person.is_active and person.email)
    if sent:
        try:
            message(person, readable, names).send()
        except SMTPRecipientsRefused:
            logger.warning("Digest of %s was refused by the mail server", person.pk)
            sent = False
        except (SMTPException, OSError) as error:
            # Only the type of the error: the answer of a mail server may hold addresses.
            logger.warning("Digest of %s was not mailed: %s", person.pk, type(error).__name__)
            User.objects.filter(pk=person.pk).update(next_digest=timezone.now() + RETRY)
            return False
    done = Notification.objects.filter(pk__in=[row.pk for row in rows])
    done.update(mail=sent, mailed=timezone.now() if sent else None)
    # What happened while this was sent waits for the next one.
    following = next_time(timezone.now()) if pending(person).exists() else None
    User.objects.filter(pk=person.pk).update(next_digest=following)
    return True


def _names(person: User, rows: Sequence[Notification]) -> Names:
    """Name the configurations of notifications that a person may still see."""
    keys = {row.event.configuration_id for row in rows}
    return dict(access.visible(person).filter(pk__in=keys).values_list("pk", "name"))


def message(person: User, rows: Sequence[Notification], names: Names) -> EmailMessage:
    """Write a digest: the events of each configuration, and the address of the inbox."""
    context = {
        "groups": _groups(person, rows[:MOST_EVENTS], names),
        "more": max(0, len(rows) - MOST_EVENTS),
        "inbox": urls.site_url(reverse("inbox")),
        "preferences": urls.site_url(reverse("notification-preferences")),
    }
    subject = f"{counted(len(rows), 'event')} in {counted(len(names), 'configuration')}"
    return EmailMessage(
        f"SkillFlaw configurator: {subject}",
        render_to_string("notifications/digest.txt", context),
        to=[person.email],
        # So that no out-of-office reply comes back.
        headers={"Auto-Submitted": "auto-generated"},
    )


def _groups(person: User, rows: Sequence[Notification], names: Names) -> Iterator[Group]:
    """Yield the configurations in the order of their first events."""
    for key in dict.fromkeys(row.event.configuration_id for row in rows):
        group = [row for row in rows if row.event.configuration_id == key]
        url = urls.site_url(sentences.url(group[-1].event))
        yield Group(names[key], url, tuple(_sentence(row, person) for row in group))


def _sentence(row: Notification, person: User) -> str:
    mention = " and mentioned you" if row.mentioned else ""
    text = f"{sentences.actor(row.event)} {sentences.action(row.event, person)}{mention}"
    return " ".join(text.split())

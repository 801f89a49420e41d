"""Remembering which revision a person saw last, to show them what changed since."""

from __future__ import annotations

from django.db.models import F

from configurator.models import Configuration
from configurator.models import LastSeen
from configurator.models import User


def mark_seen(configuration: Configuration, person: User, number: int) -> int:
    """Store that a person sees a revision, and return the number of the one they saw before it.

    The result is the same each time they see this revision again; 0 where they saw none before.
    """
    row, created = LastSeen.objects.get_or_create(
        configuration=configuration, person=person, defaults={"seen": number}
    )
    if not created and row.seen < number:
        # Two pages opened at once must not make a revision its own predecessor.
        older = LastSeen.objects.filter(pk=row.pk, seen__lt=number)
        older.update(before=F("seen"), seen=number)
        row.refresh_from_db()
    return row.before if row.seen == number else 0

"""Which revision somebody saw last, so that they can be shown what changed since."""

from __future__ import annotations

from django.db.models import F

from configurator.models import Configuration
from configurator.models import Look
from configurator.models import User


def look(configuration: Configuration, person: User, number: int) -> int:
    """Remember that somebody looks at a revision; give the number of the one they saw before it.

    That stays the same while they look at this one again. 0 where there is none to compare with.
    """
    found, new = Look.objects.get_or_create(
        configuration=configuration, person=person, defaults={"seen": number}
    )
    if not new and found.seen < number:
        # Two pages opened at once must not make a revision its own predecessor.
        older = Look.objects.filter(pk=found.pk, seen__lt=number)
        older.update(before=F("seen"), seen=number)
        found.refresh_from_db()
    return found.before if found.seen == number else 0

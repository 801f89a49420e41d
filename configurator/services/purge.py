"""What was deleted, read or sent long ago goes for good, with bundles that nothing holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from datetime import timedelta

from django.db import transaction

from configurator.events import notifications
from configurator.events import webhooks
from configurator.models import Archive
from configurator.models import Configuration

WAY_BACK = timedelta(days=30)


@dataclass(frozen=True)
class Purged:
    """How many configurations and bundles are gone."""

    configurations: int
    bundles: int


def purge(now: datetime) -> Purged:
    """Remove what was deleted 30 days ago or longer; one at a time, so that saves go on beside."""
    due = Configuration.objects.filter(deleted__lte=now - WAY_BACK).order_by("deleted")
    gone = 0
    for key in list(due.values_list("pk", flat=True)):
        with transaction.atomic():
            # Whoever restored it a moment ago keeps it.
            for each in due.filter(pk=key).select_for_update(of=("self",)):
                each.delete()
                gone += 1
    webhooks.forget(now)
    notifications.forget(now)
    return Purged(gone, _without_a_revision())


@transaction.atomic
def _without_a_revision() -> int:
    orphans = Archive.objects.filter(revision__isnull=True)
    return orphans.defer("packed", "about").delete()[0]

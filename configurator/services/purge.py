"""Permanent deletion of what was deleted, read or sent long ago, and of orphaned bundles."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from datetime import timedelta

from django.db import transaction

from configurator.events import inbox
from configurator.events import notifications
from configurator.events import webhooks
from configurator.models import Archive
from configurator.models import Configuration

RESTORE_PERIOD = timedelta(days=30)


@dataclass(frozen=True)
class Purged:
    """The numbers of configurations and bundles that were permanently deleted."""

    configurations: int
    bundles: int


def purge(now: datetime) -> Purged:
    """Purge what was deleted 30 days ago or longer, one row at a time, so that saves continue."""
    due = Configuration.objects.filter(deleted__lte=now - RESTORE_PERIOD).order_by("deleted")
    configurations = 0
    for key in list(due.values_list("pk", flat=True)):
        with transaction.atomic():
            # A configuration that was restored a moment ago stays.
            for configuration in due.filter(pk=key).select_for_update(of=("self",)):
                configuration.delete()
                configurations += 1
    webhooks.purge(now)
    notifications.purge(now)
    inbox.purge(now)
    return Purged(configurations, _orphaned_bundles())


@transaction.atomic
def _orphaned_bundles() -> int:
    orphans = Archive.objects.filter(revision__isnull=True)
    return orphans.defer("packed", "about", "rendered").delete()[0]

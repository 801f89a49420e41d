"""Permanent deletion of what was deleted, read or sent long ago, or left in a browser.

Bundles without a revision and sessions that ended go too.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from datetime import timedelta

from django.contrib.sessions.models import Session
from django.db import transaction

from configurator.events import inbox
from configurator.events import notifications
from configurator.events import webhooks
from configurator.models import Archive
from configurator.models import Configuration
from configurator.services.draft_limits import RETENTION

RESTORE_PERIOD = timedelta(days=30)


@dataclass(frozen=True)
class Purged:
    """The numbers of configurations, drafts and bundles that were permanently deleted."""

    configurations: int
    drafts: int
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
    Session.objects.filter(expire_date__lt=now).delete()
    return Purged(configurations, _left_drafts(now), _orphaned_bundles())


def _left_drafts(now: datetime) -> int:
    """Delete the drafts that nobody saved, some time after their last change."""
    left = Configuration.objects.exclude(browser="").filter(updated__lte=now - RETENTION)
    drafts = 0
    for key in list(left.order_by("updated").values_list("pk", flat=True)):
        # A draft that was changed or saved a moment ago stays.
        with transaction.atomic():
            for draft in left.filter(pk=key).select_for_update(of=("self",)):
                draft.delete()
                drafts += 1
    return drafts


@transaction.atomic
def _orphaned_bundles() -> int:
    orphans = Archive.objects.filter(revision__isnull=True)
    return orphans.defer("packed", "about", "rendered").delete()[0]

"""``manage.py purge``: remove for good what was deleted, or left in a browser, 30 days ago."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from configurator.management.command import PlainCommand
from configurator.services.purge import purge
from configurator.wording.plurals import counted


class Command(PlainCommand):
    """What the worker of ``deliver`` does every hour."""

    help = (
        "Permanently delete what was deleted 30 days ago or longer, drafts of visitors without an "
        "account of that age, sessions that ended, and bundles without a revision."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Remove it, and say how much it was."""
        gone = purge(timezone.now())
        configurations = counted(gone.configurations, "configuration")
        drafts, bundles = counted(gone.drafts, "draft"), counted(gone.bundles, "bundle")
        self.stdout.write(f"Deleted {configurations}, {drafts} and {bundles}.")

"""``manage.py purge``: remove for good what was deleted 30 days ago or longer."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from configurator.services.purge import purge
from configurator.wording.plurals import counted


class Command(BaseCommand):
    """To be run once a day."""

    help = (
        "Permanently delete what was deleted 30 days ago or longer, and bundles without a revision."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Remove it, and say how much it was."""
        gone = purge(timezone.now())
        configurations = counted(gone.configurations, "configuration")
        self.stdout.write(f"Deleted {configurations} and {counted(gone.bundles, 'bundle')}.")

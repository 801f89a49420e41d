"""Row locks for the time of a transaction."""

from __future__ import annotations

from uuid import UUID

from configurator.models import Configuration


def locked(key: UUID) -> Configuration:
    """Load a configuration and lock its row until the transaction ends."""
    return Configuration.objects.select_for_update(of=("self",)).get(pk=key)

"""Rows held for as long as a transaction lasts."""

from __future__ import annotations

from uuid import UUID

from configurator.models import Configuration


def locked(key: UUID) -> Configuration:
    """Find a configuration and hold it until the transaction ends."""
    return Configuration.objects.select_for_update(of=("self",)).get(pk=key)

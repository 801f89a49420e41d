"""What the database holds of a configuration by now."""

from __future__ import annotations

from configurator.models import Configuration


def now_of(saved: Configuration) -> Configuration:
    """Read a configuration again."""
    return Configuration.objects.get(pk=saved.pk)


def verbs(saved: Configuration) -> list[str]:
    """List what happened to it, in order."""
    return list(saved.events.order_by("pk").values_list("verb", flat=True))

"""What happens once, when Django starts."""

from __future__ import annotations

from django.apps import AppConfig


class Configurator(AppConfig):
    """The one application of this project."""

    name = "configurator"

    def ready(self) -> None:
        """Register what Django finds by import only, and keep tokens out of the logs."""
        from configurator import logs
        from configurator.accounts import checks  # noqa: F401

        logs.install()

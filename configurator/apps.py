"""What happens once, when Django starts."""

from __future__ import annotations

from django.apps import AppConfig


class Configurator(AppConfig):
    """The Django application of this project."""

    name = "configurator"

    def ready(self) -> None:
        """Register checks and handlers, mask tokens in logs, and hide two models from the admin."""
        from allauth.socialaccount.models import SocialApp
        from allauth.socialaccount.models import SocialToken
        from django.contrib import admin
        from django.db.models.signals import post_migrate

        from configurator.accounts import checks as _  # noqa: F401 - importing registers
        from configurator.config import checks  # noqa: F401 - the same
        from configurator.config import log_masking
        from configurator.config import sqlite_file
        from configurator.models.search_indexes import make_search_indexes

        log_masking.install()
        sqlite_file.watch()
        post_migrate.connect(make_search_indexes, sender=self)
        # The provider is configured by environment variables, and none of its tokens is stored.
        admin.site.unregister([SocialApp, SocialToken])

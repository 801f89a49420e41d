"""What happens once, when Django starts."""

from __future__ import annotations

from django.apps import AppConfig


class Configurator(AppConfig):
    """The one application of this project."""

    name = "configurator"

    def ready(self) -> None:
        """Register what Django finds by import only, and keep tokens out of the logs."""
        from allauth.socialaccount.models import SocialApp
        from allauth.socialaccount.models import SocialToken
        from django.contrib import admin

        from configurator.accounts import checks  # noqa: F401 - importing registers
        from configurator.config import log_masking

        log_masking.install()
        # The provider comes from the environment, and none of its tokens is kept.
        admin.site.unregister([SocialApp, SocialToken])

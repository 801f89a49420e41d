"""How gunicorn loads the site and writes its log; the rest of its settings is in `scripts/start`.

In JSON the site writes a line a request itself, with the request's identifier and without a query,
so gunicorn writes none.
"""

from __future__ import annotations

import gc
import sys

from configurator.config import environment
from configurator.config.logs import logging_settings

# Loaded once, before the processes part: they start at once and share the memory of the code.
preload_app = True

if environment.text("LOG_FORMAT", "text") == "json":
    logconfig_dict = {
        **logging_settings("json", environment.text("LOG_LEVEL", "INFO")),
        "loggers": {
            "gunicorn.error": {"level": "INFO", "handlers": [], "propagate": True},
            "gunicorn.access": {"level": "WARNING", "handlers": [], "propagate": True},
        },
    }


def when_ready(_: object) -> None:
    """Take what was loaded out of the garbage collector's rounds: the processes share it."""
    gc.collect()
    gc.freeze()


def on_starting(_: object) -> None:
    """Bring the database up to date first, where no container before this one does."""
    from django.core.management import CommandError
    from django.core.management import call_command
    from django.db import connections

    if environment.flag("UPGRADE_AT_START"):
        try:
            call_command("upgrade", skip_checks=False)
        except CommandError as error:
            sys.exit(str(error))
        finally:
            # No two processes may share one.
            connections.close_all()

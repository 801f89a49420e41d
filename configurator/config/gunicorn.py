"""Gunicorn's log lines in the form of the site's; the rest is in `scripts/start`.

In JSON the site writes a line a request itself, with the request's identifier and without a query,
so gunicorn writes none.
"""

from __future__ import annotations

from configurator.config import environment
from configurator.config.logs import logging_settings

if environment.text("LOG_FORMAT", "text") == "json":
    logconfig_dict = {
        **logging_settings("json", environment.text("LOG_LEVEL", "INFO")),
        "loggers": {
            "gunicorn.error": {"level": "INFO", "handlers": [], "propagate": True},
            "gunicorn.access": {"level": "WARNING", "handlers": [], "propagate": True},
        },
    }

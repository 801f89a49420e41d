"""How the site logs: lines for people, or JSON for what collects logs."""

from __future__ import annotations

import sys
from typing import Any

from pythonjsonlogger.core import RESERVED_ATTRS

FORMATTERS: dict[str, dict[str, Any]] = {
    "text": {"format": "{asctime} {levelname} {name} [{request_id}]: {message}", "style": "{"},
    "json": {
        "()": "pythonjsonlogger.json.JsonFormatter",
        "fmt": "{levelname}{name}{message}{request_id}",
        "style": "{",
        "rename_fields": {"levelname": "level", "name": "logger", "timestamp": "time"},
        "timestamp": True,
        # Django gives its records the request, whose text has the query.
        "reserved_attrs": [*RESERVED_ATTRS, "request"],
    },
}


def logging_settings(form: str, level: str) -> dict[str, Any]:
    """Return Django's LOGGING; exit with a message where there is no such form."""
    if form not in FORMATTERS:
        sys.exit(f"LOG_FORMAT must be {' or '.join(FORMATTERS)}, not “{form}”.")
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"request_id": {"()": "configurator.config.request_id.AddRequestId"}},
        "formatters": {"line": FORMATTERS[form]},
        "handlers": {
            "console": {
                "class": "logging.StreamHandler",
                "formatter": "line",
                "filters": ["request_id"],
            }
        },
        "root": {"handlers": ["console"], "level": level},
    }

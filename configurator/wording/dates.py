"""Days and times in one format, in UTC."""

from __future__ import annotations

from datetime import UTC
from datetime import date
from datetime import datetime

from django.utils.dateformat import format as written
from django.utils.html import format_html
from django.utils.safestring import SafeString

DAY = "j M Y"
MOMENT = f"{DAY}, H:i"


def day(value: date | str) -> str:
    """Write a date, or the ISO date of a plan: “25 Nov 2026”."""
    if isinstance(value, str):
        value = date.fromisoformat(value)
    return written(_utc(value), DAY)


def moment(value: datetime) -> str:
    """Write a time to the minute: “25 Nov 2026, 08:15 UTC”."""
    return f"{written(_utc(value), MOMENT)} UTC"


def marked(value: datetime) -> SafeString:
    """Write a time for a page, in a `time` element with the ISO format."""
    iso = value.isoformat(timespec="seconds")
    return format_html('<time datetime="{}">{}</time>', iso, moment(value))


def _utc(value: date) -> date:
    return value.astimezone(UTC) if isinstance(value, datetime) else value

"""A system check of the key that signs approval records: a warning, as the site runs without."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage
from django.core.checks import Warning as CheckWarning
from django.core.checks import register

from configurator.config.record_key import unsigned_reason

UNSIGNED = "Approval records are not signed: {path}: {reason}."


@register
def record_key(**_: Any) -> list[CheckMessage]:
    """Return a warning where no record can be signed; the first start makes a missing key."""
    path: Path = settings.RECORD_KEY_FILE
    if settings.RECORD_KEY_AUTOMATIC and not path.exists() and _can_be_made(path):
        return []
    reason = unsigned_reason()
    message = UNSIGNED.format(path=path, reason=reason)
    return [CheckWarning(message, id="configurator.W001")] if reason else []


def _can_be_made(path: Path) -> bool:
    """Tell whether the server can create a file, and the folder that it lies in."""
    folder = next(folder for folder in path.absolute().parents if folder.exists())
    return os.access(folder, os.W_OK)

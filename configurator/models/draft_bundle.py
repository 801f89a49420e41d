"""The bundle of a draft."""

from __future__ import annotations

import generators
from configurator.models import Configuration


def bundle_of(draft: Configuration) -> generators.Bundle | None:
    """Return the bundle of a draft; nothing while an error or an invalid value blocks it."""
    if draft.pending:
        return None
    try:
        return generators.bundle(draft.judgement)
    except generators.Blocked:
        return None

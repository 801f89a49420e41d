"""The bundle of a draft: it has none while something blocks it."""

from __future__ import annotations

import generators
from configurator.models import Configuration


def bundle_of(draft: Configuration) -> generators.Bundle | None:
    """Make the bundle of the draft as it is judged; nothing while an error or a value blocks it."""
    if draft.pending:
        return None
    try:
        return generators.bundle(draft.judgement)
    except generators.Blocked:
        return None

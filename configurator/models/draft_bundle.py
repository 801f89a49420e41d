"""The bundle of a draft, where it has one."""

from __future__ import annotations

import generators
from configurator.models import Configuration


def bundle_of(draft: Configuration) -> generators.Bundle | None:
    """Make the bundle; there is none while an error or an unreadable answer blocks it."""
    if draft.pending:
        return None
    try:
        return generators.bundle_of(draft.plan_file)
    except generators.Blocked:
        return None

"""The frame of every page of a configuration: its owner and its tabs."""

from __future__ import annotations

from typing import Any

from configurator.access import Access
from configurator.access import Right


def framed(grant: Access, tab: str = "", **more: Any) -> dict[str, Any]:
    """Return the context of the frame, with its current ``tab``, and ``more``."""
    return {
        "access": grant,
        "configuration": grant.configuration,
        "current_tab": tab,
        "pending": pending_count(grant),
        **more,
    }


def pending_count(grant: Access) -> int:
    """Count the comments of the visitor's pending review."""
    return grant.pending_comments.count() if grant.may(Right.REVIEW) else 0

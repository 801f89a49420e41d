"""The frame of every page of a configuration: its owner and its tabs."""

from __future__ import annotations

from typing import Any

from configurator.access import Access


def framed(grant: Access, tab: str = "", **more: Any) -> dict[str, Any]:
    """Return the context of the frame, with its current ``tab``, and ``more``."""
    return {
        "access": grant,
        "configuration": grant.configuration,
        "current_tab": tab,
        **more,
    }

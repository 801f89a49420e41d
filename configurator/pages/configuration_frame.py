"""What stands around every page of one configuration: whose it is, and the ways through it."""

from __future__ import annotations

from typing import Any

from configurator.access import Access


def framed(here: Access, tab: str = "", **more: Any) -> dict[str, Any]:
    """Give a template what the frame shows, with ``tab`` as the place in it, and ``more``."""
    return {"access": here, "configuration": here.configuration, "here": tab, **more}

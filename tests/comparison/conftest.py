"""Two plans, seen as the sides of a comparison."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import generators
from configurator.comparison import Comparison
from configurator.comparison import as_of_today
from configurator.comparison import compare

Changed = Callable[..., Comparison]


@pytest.fixture
def changed() -> Changed:
    """Return the function that compares the recommended plan, or another, with a changed one."""

    def compared(changes: dict[str, Any], start: dict[str, Any] | None = None) -> Comparison:
        plan = generators.revised(generators.recommended(), start or {})
        right = generators.revised(plan, changes)
        return compare(as_of_today("before", plan), as_of_today("after", right))

    return compared

"""Tables of plans: what has to be found, and the near miss beside it."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping
from typing import Any

import pytest

Changes = Mapping[str, Any]


def heard(*rows: tuple[str, str, Changes]) -> pytest.MarkDecorator:
    """Run a test with a rule, the severity that is expected (``-`` for silence) and the changes."""
    return pytest.mark.parametrize(("slug", "severity", "changes"), rows, ids=_names(rows))


def _names(rows: Iterable[tuple[str, str, Changes]]) -> list[str]:
    return [f"{slug}-{severity}-{number}" for number, (slug, severity, _) in enumerate(rows)]

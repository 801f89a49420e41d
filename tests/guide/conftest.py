"""What tests of the guide share: the recommended plan with changes, and what is said of it."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from generators import guide
from generators.guide import Finding
from generators.plan import Plan
from generators.plan import recommended
from generators.plan import revised

TODAY = date(2026, 11, 24)
FindingsOf = Callable[[Mapping[str, Any]], dict[str, Finding]]


def changed(changes: Mapping[str, Any]) -> Plan:
    """Make the recommended plan with these choices."""
    return revised(recommended(), changes)


@pytest.fixture
def findings_of() -> FindingsOf:
    """Give what is said of the recommended plan with changes, by rule."""

    def of(changes: Mapping[str, Any]) -> dict[str, Finding]:
        return {finding.rule.slug: finding for finding in guide.findings(changed(changes), TODAY)}

    return of

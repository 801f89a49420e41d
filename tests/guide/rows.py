"""Tables with a plan in a row: how grave one rule finds it, and what differs from the good plan.

    warning pooler-redundancy-missing (operator pooled) database.pooler.instances: 1,
        database.instances: 2
    silent pooler-redundancy-missing (operator pooled) database.pooler.instances: 1,
        database.instances: 1

In brackets stand names of ``STARTS``, laid over the recommended plan in turn; other rules may say
what they like.
"""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml

from tests.guide.starts import STARTS
from tests.guide.tables import heard


def rows(*tables: str) -> pytest.MarkDecorator:
    """Run a test with each row of tables: the rule, the severity (``-`` for silence), changes."""
    joined = (re.sub(r"\n +", " ", table).strip() for table in tables)
    return heard(*(_row(line) for table in joined for line in table.splitlines()))


def plan_of(written: str) -> dict[str, Any]:
    """Give all that differs from the recommended plan: starts in brackets, then changes."""
    starts, _, changes = written.removeprefix("(").rpartition(")")
    laid = {path: value for name in starts.split() for path, value in STARTS[name].items()}
    return {**laid, **yaml.safe_load(f"{{{changes}}}")}


def _row(line: str) -> tuple[str, str, dict[str, Any]]:
    severity, slug, *written = line.split(maxsplit=2)
    return slug, "-" if severity == "silent" else severity, plan_of("".join(written))

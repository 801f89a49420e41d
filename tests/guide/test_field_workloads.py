"""What people met in the field of the workloads, by the names of the reports, with near misses."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

import generators
from generators.plan import Plan
from generators.plan.reading import read_document
from generators.plan.serialization import with_changes
from generators.yaml.problem import Unreadable

BASE = yaml.safe_load((Path(__file__).parent / "field_base.yaml").read_text(encoding="utf-8"))


def plan_with(changes: dict[str, Any]) -> Plan:
    """Give the plan that every report changes, with a report's changes."""
    return read_document(with_changes(BASE, changes))


def heard(changes: dict[str, Any]) -> dict[str, str]:
    """Map each rule that speaks of the changed plan, and not of the base, to its severity."""
    base = {finding.rule.slug for finding in generators.judge(plan_with({})).findings}
    return {
        finding.rule.slug: finding.severity.value
        for finding in generators.judge(plan_with(changes)).findings
        if finding.rule.slug not in base
    }

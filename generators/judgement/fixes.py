"""Fixes that are known to be right, taken one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from generators.guide import Finding
from generators.guide import Severity
from generators.guide import findings
from generators.plan import Plan
from generators.plan import choice_at
from generators.plan import revised


@dataclass(frozen=True)
class Fix:
    """One choice that was changed, and the rule that asked for it."""

    rule: str
    path: str
    before: Any
    after: Any


def fixed(plan: Plan, today: date | None = None) -> tuple[Plan, tuple[Fix, ...]]:
    """Take every fix that a finding offers and that raises no new error; give the plan and them."""
    taken: list[Fix] = []
    while found := next(_safe(plan, today), None):
        finding, better = found
        taken += [
            Fix(finding.rule.slug, path, choice_at(path).of(plan), choice_at(path).of(better))
            for path in finding.change
        ]
        plan = better
    return plan, tuple(taken)


def _safe(plan: Plan, today: date | None) -> Iterator[tuple[Finding, Plan]]:
    """Find fixes after which there is less to say, and no error that was not there before."""
    said = findings(plan, today)
    for finding in said:
        if not finding.change:
            continue
        better = revised(plan, finding.change)
        now = findings(better, today)
        if _weight(now) < _weight(said) and _errors(now) <= _errors(said):
            yield finding, better


def _errors(found: tuple[Finding, ...]) -> set[tuple[str, tuple[str, ...]]]:
    return {(each.rule.slug, each.paths) for each in found if each.severity is Severity.ERROR}


def _weight(found: tuple[Finding, ...]) -> tuple[int, ...]:
    """Count errors, warnings and advice, in this order, so that each fix lowers the sum of them."""
    return tuple(sum(each.severity is severity for each in found) for severity in Severity)

"""Fixes that are known to be right, taken one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import replace
from datetime import date
from typing import Any

from generators.guide import Finding
from generators.guide import Severity
from generators.guide import findings
from generators.plan import Plan
from generators.plan import PlanFile
from generators.plan import choice_at
from generators.plan import revised


@dataclass(frozen=True)
class Fix:
    """One choice that was changed, and the rule that asked for it.

    ``environment`` is the one whose own choice it is; empty, where it is shared by all.
    """

    rule: str
    path: str
    before: Any
    after: Any
    environment: str = ""


def fixed_file(file: PlanFile, today: date | None = None) -> tuple[PlanFile, tuple[Fix, ...]]:
    """Take the fixes of every environment; what all of them need alike is changed once, for all."""
    if file.single:
        plan, fixes = fixed(file.shared, today)
        return PlanFile(plan), fixes
    changes = {
        name: {fix.path: fix for fix in fixed(plan, today)[1]} for name, plan in file.plans.items()
    }
    taken: list[Fix] = []
    better = file
    for environment, fixes_by_path in changes.items():
        for path, fix in fixes_by_path.items():
            shared = _alike(path, changes) and not any(path in own for own in file.own.values())
            own_environment = "" if shared else environment
            placed = replace(fix, environment=own_environment)
            if placed not in taken:
                taken.append(placed)
                better = better.revised(own_environment, {path: fix.after})
    return better, tuple(taken)


def _alike(path: str, changes: Mapping[str, Mapping[str, Fix]]) -> bool:
    """Tell whether every environment needs the same of a choice."""
    needed = [fixes.get(path) for fixes in changes.values()]
    return None not in needed and len({repr(fix) for fix in needed}) == 1


def fixed(plan: Plan, today: date | None = None) -> tuple[Plan, tuple[Fix, ...]]:
    """Take every fix that a finding offers and that raises no new error; give the plan and them."""
    taken: list[Fix] = []
    while step := next(_safe(plan, today), None):
        finding, better = step
        taken += [
            Fix(finding.rule.slug, path, choice_at(path).of(plan), choice_at(path).of(better))
            for path in finding.change
        ]
        plan = better
    return plan, tuple(taken)


def _safe(plan: Plan, today: date | None) -> Iterator[tuple[Finding, Plan]]:
    """Find fixes after which there is less to say, and no error that was not there before."""
    before = findings(plan, today)
    for finding in before:
        if not finding.change:
            continue
        better = revised(plan, finding.change)
        now = findings(better, today)
        if _weight(now) < _weight(before) and _errors(now) <= _errors(before):
            yield finding, better


def _errors(judged: tuple[Finding, ...]) -> set[tuple[str, tuple[str, ...]]]:
    return {
        (finding.rule.slug, finding.paths)
        for finding in judged
        if finding.severity is Severity.ERROR
    }


def _weight(judged: tuple[Finding, ...]) -> tuple[int, ...]:
    """Count errors, warnings and advice, in this order, so that each fix lowers the sum of them."""
    return tuple(sum(finding.severity is severity for finding in judged) for severity in Severity)

"""The production guide: its statements, and the rules that hold a plan against it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache

from generators.guide.environment_rules import ENVIRONMENT_RULES
from generators.guide.environment_rules import environment_findings
from generators.guide.rule import Finding
from generators.guide.rule import Remark
from generators.guide.rule import Rule
from generators.guide.rule import Severity
from generators.guide.rules import RULES
from generators.guide.statements import SECTIONS
from generators.guide.statements import STATEMENTS
from generators.guide.statements import Statement
from generators.guide.statements import statement
from generators.guide.waivers import Waived
from generators.guide.waivers import apply_waivers
from generators.plan import Plan
from generators.plan import choices

__all__ = [
    "ENVIRONMENT_RULES",
    "EVERY_RULE",
    "RULES",
    "SECTIONS",
    "STATEMENTS",
    "Finding",
    "Remark",
    "Rule",
    "Severity",
    "Statement",
    "Waived",
    "apply_waivers",
    "environment_findings",
    "findings",
    "in_order",
    "statement",
]

# Those of one plan, and those that compare environments.
EVERY_RULE: tuple[Rule, ...] = (*RULES, *ENVIRONMENT_RULES)


def findings(plan: Plan, today: date | None = None) -> tuple[Finding, ...]:
    """List what the rules say of a plan: errors first, then in the order of the choices.

    Without a day, rules that look at dates are silent.
    """
    return in_order(finding for rule in RULES for finding in rule.findings(plan, today))


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Sort findings: errors first, then in the order of the choices."""
    return tuple(sorted(findings, key=_place))


_SEVERITIES = {severity: number for number, severity in enumerate(Severity)}


def _place(finding: Finding) -> tuple[int, int, str]:
    order = _order()
    return (
        _SEVERITIES[finding.severity],
        order.get(finding.paths[0], len(order)),
        finding.rule.slug,
    )


@cache
def _order() -> dict[str, int]:
    return {choice.path: number for number, choice in enumerate(choices())}

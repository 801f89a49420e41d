"""What a rule is: what is wrong, why it matters, what to do, and a function that looks at a plan."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from enum import StrEnum
from typing import Any

from generators.plan import Plan


class Severity(StrEnum):
    """How bad a finding is; the order is the order of a list of findings."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True)
class Remark:
    """A message of a rule that says more than the rule can: other choices, its own fix.

    ``at`` replaces the rule's ``about``, ``fix`` its fix. ``change`` holds choices with values that
    are known to be right, so that the fix can be taken in one press.
    """

    message: str
    at: tuple[str, ...] = ()
    fix: str = ""
    change: Mapping[str, Any] = field(default_factory=dict)


Check = Callable[[Plan], Iterable[str | Remark]]
DatedCheck = Callable[[Plan, date], Iterable[str | Remark]]


@dataclass(frozen=True)
class Rule:
    """One rule of the catalogue; its slug is the name of its module and of its function.

    ``bad`` is the smallest change to the recommended plan that the rule finds, by choice.
    ``because`` says why the severity is what it is. A ``dated`` rule also looks at the day, so it
    never speaks in a bundle: the same plan gives the same bytes on any day.
    """

    slug: str
    title: str
    about: tuple[str, ...]
    severity: Severity
    why: str
    fix: str
    because: str
    guide: tuple[str, ...]
    reference: str
    bad: Mapping[str, Any]
    check: Check | None = None
    dated: DatedCheck | None = None

    def findings(self, plan: Plan, today: date | None) -> tuple[Finding, ...]:
        """List what this rule says of a plan; a dated rule is silent without a day."""
        remarks: Iterable[str | Remark] = ()
        if self.check:
            remarks = self.check(plan)
        elif self.dated and today:
            remarks = self.dated(plan, today)
        return tuple(self._finding(remark) for remark in remarks)

    def _finding(self, remark: str | Remark) -> Finding:
        said = Remark(remark) if isinstance(remark, str) else remark
        return Finding(self, said.message, said.at or self.about, said.fix or self.fix, said.change)


@dataclass(frozen=True)
class Finding:
    """What a rule says of one plan, at these choices."""

    rule: Rule
    message: str
    paths: tuple[str, ...]
    fix: str
    change: Mapping[str, Any]

    @property
    def severity(self) -> Severity:
        return self.rule.severity


def rule(
    *,
    title: str,
    about: tuple[str, ...],
    severity: Severity,
    why: str,
    fix: str,
    because: str,
    bad: Mapping[str, Any],
    guide: tuple[str, ...] = (),
    reference: str = "",
) -> Callable[[Check], Rule]:
    """Make a rule of the function below; the function's name is the rule's slug."""

    def decorate(check: Check) -> Rule:
        slug = check.__name__.replace("_", "-")
        return Rule(
            slug, title, about, severity, why, fix, because, guide, reference, bad, check=check
        )

    return decorate


def dated_rule(
    *,
    title: str,
    about: tuple[str, ...],
    severity: Severity,
    why: str,
    fix: str,
    because: str,
    bad: Mapping[str, Any],
    guide: tuple[str, ...] = (),
    reference: str = "",
) -> Callable[[DatedCheck], Rule]:
    """Make a rule of a function that also needs the day."""

    def decorate(check: DatedCheck) -> Rule:
        slug = check.__name__.replace("_", "-")
        return Rule(
            slug, title, about, severity, why, fix, because, guide, reference, bad, dated=check
        )

    return decorate

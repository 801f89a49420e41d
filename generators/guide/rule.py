"""What a rule is: what is wrong, why it matters, what to do, and what looks at a plan."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from enum import StrEnum
from typing import Any
from typing import Required
from typing import TypedDict
from typing import Unpack

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
    are known to be right, so that the fix can be taken in one press. ``severity`` is given where
    this case is milder than the rule, such as plain HTTP in a rehearsal. A ``duty`` is what can
    only be done after the first rollout.
    """

    message: str
    at: tuple[str, ...] = ()
    fix: str = ""
    change: Mapping[str, Any] = field(default_factory=dict)
    severity: Severity | None = None
    duty: bool = False


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
    bad: Mapping[str, Any]
    guide: tuple[str, ...] = ()
    reference: str = ""
    check: Check | None = None
    dated: DatedCheck | None = None

    def findings(self, plan: Plan, today: date | None) -> tuple[Finding, ...]:
        """List what this rule says of a plan; a dated rule is silent without a day."""
        if self.check:
            return tuple(map(self._finding, self.check(plan)))
        return tuple(map(self._finding, self.dated(plan, today))) if self.dated and today else ()

    def _finding(self, remark: str | Remark) -> Finding:
        worded = Remark(remark) if isinstance(remark, str) else remark
        return Finding(
            self,
            worded.message,
            worded.at or self.about,
            worded.fix or self.fix,
            worded.change,
            worded.severity or self.severity,
            duty=worded.duty,
        )


@dataclass(frozen=True)
class Finding:
    """What a rule says of one plan, at these choices, the one that should change first.

    ``environments`` names those that it holds in, where a plan file has several. A ``duty`` is an
    info of a first installation: what can only be done after the first rollout.
    """

    rule: Rule
    message: str
    paths: tuple[str, ...]
    fix: str
    change: Mapping[str, Any]
    severity: Severity
    environments: tuple[str, ...] = ()
    duty: bool = False


def after_first_rollout(plan: Plan, message: str, fix: str) -> Remark:
    """Say what a running release needs: a duty of a first installation, else the rule's finding."""
    if plan.release.first_install:
        fix = f"After the first rollout: {fix[:1].lower()}{fix[1:]}"
        return Remark(message, fix=fix, severity=Severity.INFO, duty=True)
    return Remark(message, fix=fix)


class Words(TypedDict, total=False):
    """What a rule says beside its check; ``Rule`` explains each."""

    title: Required[str]
    about: Required[tuple[str, ...]]
    severity: Required[Severity]
    why: Required[str]
    fix: Required[str]
    because: Required[str]
    bad: Required[Mapping[str, Any]]
    guide: tuple[str, ...]
    reference: str


def rule(**words: Unpack[Words]) -> Callable[[Check], Rule]:
    """Make a rule of the function below; the function's name is the rule's slug."""
    return lambda check: Rule(slug=_slug(check), check=check, **words)


def dated_rule(**words: Unpack[Words]) -> Callable[[DatedCheck], Rule]:
    """Make a rule of a function that also needs the day."""
    return lambda dated: Rule(slug=_slug(dated), dated=dated, **words)


def _slug(check: Check | DatedCheck) -> str:
    return check.__name__.replace("_", "-")

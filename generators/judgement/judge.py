"""What the guide makes of a plan."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from generators import guide
from generators.guide import Finding
from generators.guide import Severity
from generators.guide import Waived
from generators.guide import apply_waivers
from generators.judgement.placeholders import placeholders_for
from generators.plan import Plan
from generators.plan import revised

if TYPE_CHECKING:
    from generators.judgement.entry import Entry
    from generators.layout import Layout


@dataclass(frozen=True)
class DeferredLayout:
    """The layout of a plan, made when it is first asked for: findings alone do not need it."""

    plan: Plan

    @cached_property
    def layout(self) -> Layout:
        from generators.layout import laid_out  # the generators, which findings do without

        return laid_out(self.plan)


@dataclass(frozen=True)
class Judgement:
    """A plan with its findings, the warnings it waives, and the guide's coverage.

    ``raised`` holds all that the rules said before a waiver was applied, in their order.
    ``relocated`` is the coverage with the names that files have in a bundle of environments.
    """

    plan: Plan
    findings: tuple[Finding, ...]
    waived: tuple[Waived, ...]
    deferred: DeferredLayout = field(repr=False)
    raised: tuple[Finding, ...] = field(default=(), repr=False)
    relocated: tuple[Entry, ...] | None = field(default=None, repr=False)

    @property
    def layout(self) -> Layout:
        return self.deferred.layout

    @cached_property
    def coverage(self) -> tuple[Entry, ...]:
        """List every statement of the guide with its status."""
        if self.relocated is not None:
            return self.relocated
        from generators.judgement.coverage import coverage

        return coverage(self.plan, self.findings, self.layout.files)

    @property
    def name(self) -> str:
        return self.plan.name

    @property
    def errors(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.severity is Severity.ERROR)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.severity is Severity.WARNING)

    @property
    def verdict(self) -> str:
        """Give ``blocked``, ``warnings`` or ``ready``."""
        if self.errors:
            return "blocked"
        return "warnings" if self.warnings else "ready"

    @cached_property
    def placeholders(self) -> Mapping[str, str]:
        """Give what stands in the files for what errors leave open, by choice."""
        return placeholders_for(self.plan, self.findings) if self.errors else {}

    @cached_property
    def filled(self) -> Judgement:
        """Judge the plan with its placeholders, without a day, as its files are shown."""
        used = self.placeholders
        return judge(revised(self.plan, used)) if used else self

    @cached_property
    def undated(self) -> Judgement:
        """Give the same judgement without a day, as a bundle states it: on any day the same.

        No rule looks at the plan again: what dated rules said is left out, and no waiver expired.
        """
        raised = tuple(finding for finding in self.raised if not finding.rule.dated)
        findings, waived = apply_waivers(self.plan, raised)
        if (findings, waived) == (self.findings, self.waived):
            return self
        return replace(self, findings=findings, waived=waived, raised=raised, relocated=None)


def judge(plan: Plan, today: date | None = None, also: Iterable[Finding] = ()) -> Judgement:
    """Judge a plan. Rules about dates speak only where a day is given, so never in a bundle.

    ``also`` are findings that the plan alone does not show: what it shares with another one.
    """
    raised = guide.in_order((*guide.findings(plan, today), *also))
    findings, waived = apply_waivers(plan, raised, today)
    return Judgement(plan, findings, waived, DeferredLayout(plan), raised)

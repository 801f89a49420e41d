"""Warnings that a team accepts: until a day, with a reason and an owner."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from generators.guide.rule import Finding
from generators.guide.rule import Severity
from generators.plan import Plan
from generators.plan import Waiver
from generators.plan.plan_file import applies_to
from generators.plan.scalars import date_of

WAIVERS = "waivers"


@dataclass(frozen=True)
class Waived:
    """A finding that the team accepts, and the waiver that says so."""

    finding: Finding
    waiver: Waiver


def apply_waivers(
    plan: Plan, findings: Iterable[Finding], today: date | None = None
) -> tuple[tuple[Finding, ...], tuple[Waived, ...]]:
    """Part findings into those that stand and those that are waived.

    An error stands, and so does what is said of waivers. A waiver for another environment waives
    nothing. Without a day no waiver has expired: the same plan gives the same bundle on any day.
    """
    valid = {
        waiver.rule: waiver
        for waiver in plan.waivers
        if applies_to(waiver, plan.release.environment)
        and (today is None or date_of(waiver.expires) >= today)
    }
    stands: list[Finding] = []
    waived: list[Waived] = []
    for finding in findings:
        waiver = valid.get(finding.rule.slug)
        if waiver and finding.severity is not Severity.ERROR and WAIVERS not in finding.paths:
            waived.append(Waived(finding, waiver))
        else:
            stands.append(finding)
    return tuple(stands), tuple(waived)

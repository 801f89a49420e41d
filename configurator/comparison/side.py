"""One side of a comparison: a plan, its findings and the files of its bundle."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from typing import Any

import generators
from configurator.plans.environments import as_file
from configurator.plans.environments import judge
from configurator.plans.stored_findings import StoredFinding
from configurator.plans.stored_findings import stored_findings

BLOCKED = "Errors block the bundle."


@dataclass(frozen=True)
class Side:
    """One side with its title on the page.

    ``plan`` is missing where this version cannot read what an older one stored; ``document`` is
    the stored plan. ``no_files`` says why there are no files, and ``unchecked`` that no rules ran
    either.
    """

    title: str
    plan: generators.Plan | None
    findings: tuple[StoredFinding, ...] = ()
    files: tuple[generators.Rendered, ...] = ()
    document: Mapping[str, Any] = field(default_factory=dict)
    no_files: str = ""
    unchecked: bool = False

    @property
    def waivers(self) -> tuple[generators.Waiver, ...]:
        """Return the waivers of this side; none where the plan cannot be read."""
        return self.plan.waivers if self.plan else ()


def as_of_today(
    title: str, plan: generators.Plan | generators.PlanFile, today: date | None = None
) -> Side:
    """Judge a plan file, and generate its files, as this version does."""
    file = as_file(plan)
    judgement, document = judge(file, today), generators.sparse_file(file)
    findings = stored_findings(judgement.findings)
    try:
        files = generators.bundle(judgement).files
        return Side(title, file.shared, findings, files, document)
    except generators.Blocked:
        return Side(title, file.shared, findings, (), document, BLOCKED)

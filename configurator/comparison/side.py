"""One side of a comparison: a plan, what was said of it, and the files that came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from typing import Any

import generators
from configurator.plans.environments import as_file
from configurator.plans.environments import judge
from configurator.plans.stored_findings import Judged
from configurator.plans.stored_findings import judged

BLOCKED = "Errors block its bundle."


@dataclass(frozen=True)
class Side:
    """One side, under the title that the page gives it.

    ``plan`` is missing where today's version cannot read what an older one kept; ``document``
    holds it as it was kept. ``lacking`` says why there are no files where there are none, and
    ``unjudged`` that nobody looked for findings either.
    """

    title: str
    plan: generators.Plan | None
    findings: tuple[Judged, ...] = ()
    files: tuple[generators.Rendered, ...] = ()
    document: Mapping[str, Any] = field(default_factory=dict)
    lacking: str = ""
    unjudged: bool = False

    @property
    def waivers(self) -> tuple[generators.Waiver, ...]:
        """List what this side waives; nothing where the plan cannot be read."""
        return self.plan.waivers if self.plan else ()


def as_of_today(
    title: str, plan: generators.Plan | generators.PlanFile, today: date | None = None
) -> Side:
    """Judge a plan file, and generate its files, as this version does."""
    file = as_file(plan)
    judgement, document = judge(file, today), generators.sparse_file(file)
    findings = judged(judgement.findings)
    try:
        files = generators.bundle(judgement).files
        return Side(title, file.shared, findings, files, document)
    except generators.Blocked:
        return Side(title, file.shared, findings, (), document, BLOCKED)

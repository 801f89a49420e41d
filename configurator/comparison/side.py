"""One side of a comparison: a plan, its findings and the files of its bundle."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
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
    either. ``file`` is the plan file where the side is all of it; it is missing where the side is
    one of its ``environment``, whose plan alone counts.
    """

    title: str
    plan: generators.Plan | None
    findings: tuple[StoredFinding, ...] = ()
    files: tuple[generators.Rendered, ...] = ()
    document: Mapping[str, Any] = field(default_factory=dict)
    no_files: str = ""
    unchecked: bool = False
    file: generators.PlanFile | None = None
    environment: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """Name the environments of this side, in the order of promotion."""
        if self.file:
            return self.file.environments
        return (self.environment,) if self.environment else tuple(self.stored_environments)

    @property
    def several(self) -> bool:
        """Tell whether the side is a plan file with environments."""
        return bool(self.file.own if self.file else self.stored_environments)

    @property
    def stored_environments(self) -> Mapping[str, Any]:
        """Return the environments of a document that this version cannot read."""
        stored = {} if self.plan else self.document.get("environments")
        return stored if isinstance(stored, Mapping) else {}

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
        files, refusal = generators.bundle(judgement).files, ""
    except generators.Blocked:
        files, refusal = (), BLOCKED
    return Side(title, file.shared, findings, files, document, refusal, file=file)


def of_environment(whole: Side, file: generators.PlanFile, environment: str) -> Side:
    """Narrow a side to one environment; ``KeyError`` where there is none of this name.

    Its findings are those of the whole that hold in it. Its files are those of its plan alone, as
    this version generates them: its overlay renders to the same objects.
    """
    plan = file.plan_of(environment)
    findings = tuple(
        replace(finding, environments=())
        for finding in whole.findings
        if not finding.environments or environment in finding.environments
    )
    files, refusal = whole.files, whole.no_files
    if not file.single:
        files, refusal = _alone(plan) if refusal in ("", BLOCKED) else ((), refusal)
    return Side(
        f"{whole.title}, {environment}",
        plan,
        findings,
        files,
        generators.sparse(plan),
        refusal,
        environment=environment,
    )


def _alone(plan: generators.Plan) -> tuple[tuple[generators.Rendered, ...], str]:
    try:
        return generators.bundle(plan).files, ""
    except generators.Blocked:
        return (), BLOCKED

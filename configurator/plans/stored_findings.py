"""Findings as a revision stores them, with the texts of the rules at that time."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import asdict
from dataclasses import dataclass
from typing import Any

import generators

LISTS = ("paths", "guide", "environments")


@dataclass(frozen=True)
class StoredFinding:
    """A finding with the texts of its rule.

    ``environments`` names the environments with the finding, where the plan file has several. A
    ``duty`` is what can only be done after the first rollout.
    """

    rule: str
    title: str
    severity: str
    paths: tuple[str, ...]
    message: str
    why: str
    fix: str
    guide: tuple[str, ...] = ()
    reference: str = ""
    environments: tuple[str, ...] = ()
    duty: bool = False

    @classmethod
    def of(cls, finding: generators.Finding) -> StoredFinding:
        """Return the stored form of a finding."""
        rule = finding.rule
        return cls(
            rule=rule.slug,
            title=rule.title,
            severity=finding.severity.value,
            paths=finding.paths,
            message=finding.message,
            why=rule.why,
            fix=finding.fix,
            guide=rule.guide,
            reference=rule.reference,
            environments=finding.environments,
            duty=finding.duty,
        )

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> StoredFinding:
        """Read a stored finding."""
        lists = {name: tuple(row.get(name, ())) for name in LISTS}
        return cls(**{**row, **lists})

    def row(self) -> dict[str, Any]:
        """Return the finding for a JSON column."""
        return asdict(self) | {name: list(getattr(self, name)) for name in LISTS}


def stored_findings(findings: Iterable[generators.Finding]) -> tuple[StoredFinding, ...]:
    """Return the stored form of findings, in their order."""
    return tuple(StoredFinding.of(finding) for finding in findings)

"""A finding as a revision stores it: later rules may word it differently."""

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
    """A finding with everything that a reader needs, so that it can be stored.

    ``environments`` names those that it held in, where the plan file had several.
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

    @classmethod
    def of(cls, finding: generators.Finding) -> StoredFinding:
        """Keep a finding."""
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
        )

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> StoredFinding:
        """Read a finding that was stored."""
        lists = {name: tuple(row.get(name, ())) for name in LISTS}
        return cls(**{**row, **lists})

    def row(self) -> dict[str, Any]:
        """Write the finding as JSON takes it."""
        return asdict(self) | {name: list(getattr(self, name)) for name in LISTS}


def stored_findings(findings: Iterable[generators.Finding]) -> tuple[StoredFinding, ...]:
    """Keep findings in their order."""
    return tuple(StoredFinding.of(finding) for finding in findings)

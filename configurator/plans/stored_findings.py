"""A finding as it was said on the day it was said: later rules may word it otherwise."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import asdict
from dataclasses import dataclass
from typing import Any

import generators


@dataclass(frozen=True)
class Judged:
    """What one rule said of one plan, with all that a reader needs, so that it can be kept."""

    rule: str
    title: str
    severity: str
    paths: tuple[str, ...]
    message: str
    why: str
    fix: str
    guide: tuple[str, ...] = ()
    reference: str = ""

    @classmethod
    def of(cls, finding: generators.Finding) -> Judged:
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
        )

    @classmethod
    def kept(cls, row: Mapping[str, Any]) -> Judged:
        """Read a finding that was kept."""
        lists = {"paths": tuple(row["paths"]), "guide": tuple(row["guide"])}
        return cls(**{**row, **lists})

    def row(self) -> dict[str, Any]:
        """Write the finding as JSON takes it."""
        return asdict(self) | {"paths": list(self.paths), "guide": list(self.guide)}


def judged(findings: Iterable[generators.Finding]) -> tuple[Judged, ...]:
    """Keep findings in their order."""
    return tuple(Judged.of(each) for each in findings)

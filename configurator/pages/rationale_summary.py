"""What the rationale page of a draft shows first: decisions, claims and duties."""

from __future__ import annotations

from typing import Any

import generators

NOTES = (
    ("manual", "Manual tasks"),
    ("limit", "Required by the guide, not possible with these choices"),
    ("assumed", "Assumptions, not confirmed on the SkillFlaw images"),
)
LIMIT = "database.maxConnections"


def rationale_summary(rationale: generators.Rationale) -> dict[str, Any]:
    """Return the parts of a rationale for its page; claims are listed apart from decisions."""
    claims = generators.claims(rationale.plan)
    by_topic = [
        (chapter, [reason for reason in chapter.decisions if not reason.claim])
        for chapter in rationale.chapters
    ]
    return {
        "rationale": rationale,
        "decisions": [(chapter, reasons) for chapter, reasons in by_topic if reasons],
        "decided": len(rationale.decisions),
        "asked": sum(len(chapter.reasons) for chapter in rationale.chapters),
        "claims": [(claim, generators.shown(claim.value)) for claim in claims],
        "limit_assumed": any(claim.path == LIMIT and not claim.stated for claim in claims),
        "duties": [finding for finding in rationale.findings if _is_duty(finding)],
        "notes": [(title, rationale.noted(kind)) for kind, title in NOTES],
        "coverage": [
            (entry, generators.statement(entry.statement)) for entry in rationale.coverage
        ],
    }


def _is_duty(finding: generators.Finding) -> bool:
    """Tell whether a finding can only be resolved after the first rollout."""
    return finding.duty

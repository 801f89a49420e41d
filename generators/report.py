"""Findings for people, for programs, and for code scanners."""

from __future__ import annotations

import json
from collections.abc import Iterable
from collections.abc import Sequence
from typing import Any

from generators.coverage import Entry
from generators.guide import RULES
from generators.guide import Finding
from generators.guide import Rule
from generators.judgement import Judgement
from generators.plan import complete
from generators.plan import topics
from generators.problem import Problem

HEADINGS = {
    "ready": "Ready: nothing to say.",
    "warnings": "Works, with warnings: somebody will be woken up by them.",
    "blocked": "Blocked: no bundle is made until the errors are gone.",
}


def as_json(judgement: Judgement) -> str:
    """Write a judgement with the contract's keys."""
    return _json(
        {
            "plan": complete(judgement.plan),
            "verdict": judgement.verdict,
            "findings": [_finding(each) for each in judgement.findings],
            "coverage": [_entry(each) for each in judgement.coverage],
            "problems": [],
        }
    )


def unreadable_as_json(problems: Sequence[Problem]) -> str:
    """Write why a file is no plan, with the contract's keys."""
    return _json(
        {
            "plan": None,
            "verdict": "unreadable",
            "findings": [],
            "coverage": [],
            "problems": [
                {"path": each.path, "line": each.line, "message": each.message} for each in problems
            ],
        }
    )


def _json(document: Any) -> str:
    return json.dumps(document, indent=2, ensure_ascii=True) + "\n"


def _finding(each: Finding) -> dict[str, Any]:
    return {
        "rule": each.rule.slug,
        "severity": each.severity.value,
        "paths": list(each.paths),
        "message": each.message,
        "why": each.rule.why,
        "fix": each.fix,
        "guide": list(each.rule.guide),
        "reference": each.rule.reference,
    }


def _entry(each: Entry) -> dict[str, Any]:
    return {
        "statement": each.statement,
        "status": each.status,
        "by": list(each.by),
        "note": each.note,
    }


def as_text(judgement: Judgement) -> str:
    """Write a judgement for a terminal: findings first, then the coverage of the guide."""
    lines = [f"{judgement.plan.name}: {HEADINGS[judgement.verdict]}", ""]
    for each in judgement.findings:
        lines += _finding_lines(each)
    for waived in judgement.waived:
        waiver = waived.waiver
        lines += [
            f"waived   {waiver.rule}: {waiver.reason} ({waiver.owner}, until {waiver.expires})",
            "",
        ]
    lines += ["The guide:", *_coverage_lines(judgement.coverage)]
    return "\n".join(lines) + "\n"


def _finding_lines(each: Finding) -> list[str]:
    cites = ", ".join(each.rule.guide) or each.rule.reference
    return [
        f"{each.severity.value:<8} {each.rule.slug} at {', '.join(each.paths)}",
        f"         {each.message}",
        f"         Why: {each.rule.why}",
        f"         Fix: {each.fix}",
        f"         See: {cites}",
        "",
    ]


def _coverage_lines(coverage: Iterable[Entry]) -> list[str]:
    lines = []
    for each in coverage:
        said = each.note or ", ".join(each.by)
        lines.append(f"  {each.status:<15} {each.statement:<26} {said}")
    return lines


SARIF_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
GUIDE = "https://docs.skillflaw.com/deployment-prod-best-practices"


def as_sarif(judgement: Judgement, place: str, lines: dict[str, int]) -> str:
    """Write a judgement as SARIF 2.1.0; ``lines`` tells where a choice stands in the file."""
    results = [
        {
            "ruleId": each.rule.slug,
            "level": SARIF_LEVELS[each.severity.value],
            "message": {"text": f"{each.message} {each.fix}"},
            "locations": [_location(place, path, lines.get(path)) for path in each.paths],
        }
        for each in judgement.findings
    ]
    return _sarif([_sarif_rule(each) for each in RULES], results)


def unreadable_as_sarif(problems: Sequence[Problem], place: str) -> str:
    """Write why a file is no plan as SARIF 2.1.0."""
    results = [
        {
            "ruleId": "unreadable-plan",
            "level": "error",
            "message": {"text": each.message},
            "locations": [_location(place, each.path, each.line)],
        }
        for each in problems
    ]
    described = {"id": "unreadable-plan", "shortDescription": {"text": "Not a plan file"}}
    return _sarif([described], results)


def _sarif(rules: list[dict[str, Any]], results: list[dict[str, Any]]) -> str:
    tool = {"name": "skillflaw-configurator", "informationUri": GUIDE, "rules": rules}
    run = {"tool": {"driver": tool}, "results": results, "columnKind": "unicodeCodePoints"}
    return _json({"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]})


def _sarif_rule(each: Rule) -> dict[str, Any]:
    return {
        "id": each.slug,
        "shortDescription": {"text": each.title},
        "fullDescription": {"text": each.why},
        "help": {"text": each.fix},
        "helpUri": each.reference or GUIDE,
        "defaultConfiguration": {"level": SARIF_LEVELS[each.severity.value]},
        "properties": {"tags": list(each.guide)},
    }


def _location(place: str, path: str, line: int | None) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": place}}
    physical["region"] = {"startLine": line or 1}
    logical = [{"fullyQualifiedName": path}] if path else []
    return {"physicalLocation": physical, "logicalLocations": logical}


def rules_as_json() -> str:
    """Write the catalogue of rules with the contract's keys."""
    return _json([_rule(each) for each in RULES])


def _rule(each: Rule) -> dict[str, Any]:
    return {
        "slug": each.slug,
        "severity": each.severity.value,
        "title": each.title,
        "why": each.why,
        "fix": each.fix,
        "guide": list(each.guide),
        "reference": each.reference,
        "paths": list(each.about),
        "example": dict(each.bad),
        "because": each.because,
    }


def rules_as_text() -> str:
    """Write the catalogue of rules for a terminal, by topic of their first choice."""
    lines: list[str] = []
    for topic in (*topics(), "waivers"):
        rules = [each for each in RULES if each.about[0].split(".")[0] == topic]
        if rules:
            lines += [topic, *(f"  {r.severity.value:<8} {r.slug:<40} {r.title}" for r in rules)]
    return "\n".join(lines) + "\n"

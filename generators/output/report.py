"""Findings and rules for programs, and the list of rules for a terminal."""

from __future__ import annotations

import json
from collections.abc import Iterable
from collections.abc import Sequence
from typing import Any

from generators.guide import ENVIRONMENT_RULES
from generators.guide import RULES
from generators.guide import Finding
from generators.guide import Rule
from generators.judgement import FileJudgement
from generators.judgement import Judgement
from generators.judgement.entry import Entry
from generators.judgement.file_judgement import of_plan
from generators.plan import complete_file
from generators.plan import topics
from generators.yaml.problem import Problem


def as_json(judged: Judgement | FileJudgement) -> str:
    """Write a judgement with the contract's keys."""
    judgement = of_file(judged)
    return _json(
        {
            "plan": complete_file(judgement.file),
            "verdict": judgement.verdict,
            "findings": [_finding(finding) for finding in judgement.findings],
            "coverage": _coverage(judgement.coverage),
            "environments": [
                {
                    "name": environment,
                    "verdict": part.verdict,
                    "coverage": _coverage(part.coverage),
                }
                for environment, part in judgement.judgements.items()
            ],
            "problems": [],
        }
    )


def of_file(judged: Judgement | FileJudgement) -> FileJudgement:
    """Give a judgement of one plan the form of one of several."""
    return of_plan(judged) if isinstance(judged, Judgement) else judged


def unreadable_as_json(problems: Sequence[Problem]) -> str:
    """Write why a file is no plan, with the contract's keys."""
    return _json(
        {
            "plan": None,
            "verdict": "unreadable",
            "findings": [],
            "coverage": [],
            "environments": [],
            "problems": [
                {"path": problem.path, "line": problem.line, "message": problem.message}
                for problem in problems
            ],
        }
    )


def _json(document: Any) -> str:
    return json.dumps(document, indent=2, ensure_ascii=True) + "\n"


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule.slug,
        "severity": finding.severity.value,
        "paths": list(finding.paths),
        "message": finding.message,
        "why": finding.rule.why,
        "fix": finding.fix,
        "guide": list(finding.rule.guide),
        "reference": finding.rule.reference,
        "duty": finding.duty,
        "environments": list(finding.environments),
    }


def _coverage(entries: Iterable[Entry]) -> list[dict[str, Any]]:
    return [_entry(entry) for entry in entries]


def _entry(entry: Entry) -> dict[str, Any]:
    return {
        "statement": entry.statement,
        "status": entry.status,
        "by": list(entry.by),
        "note": entry.note,
    }


def rules_as_json() -> str:
    """Write the catalogue of rules with the contract's keys."""
    return _json([_rule(environment_rule) for environment_rule in (*RULES, *ENVIRONMENT_RULES)])


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "slug": rule.slug,
        "severity": rule.severity.value,
        "title": rule.title,
        "why": rule.why,
        "fix": rule.fix,
        "guide": list(rule.guide),
        "reference": rule.reference,
        "paths": list(rule.about),
        "example": dict(rule.bad),
        "because": rule.because,
    }


def rules_as_text() -> str:
    """Write the catalogue of rules for a terminal, by topic of their first choice."""
    lines: list[str] = []
    listed = (*RULES, *ENVIRONMENT_RULES)
    for topic in (*topics(), "waivers"):
        rules = [rule for rule in listed if rule.about[0].split(".")[0] == topic]
        if rules:
            lines += [topic, *(f"  {r.severity.value:<8} {r.slug:<40} {r.title}" for r in rules)]
    return "\n".join(lines) + "\n"

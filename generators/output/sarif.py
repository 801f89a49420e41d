"""Findings for code scanners: SARIF 2.1.0, as GitHub and GitLab read it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from generators.guide import ENVIRONMENT_RULES
from generators.guide import RULES
from generators.guide import Finding
from generators.guide import Rule
from generators.judgement import FileJudgement
from generators.judgement import Judgement
from generators.output.report import of_file
from generators.yaml.problem import Problem

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
GUIDE = "https://docs.skillflaw.com/deployment-prod-best-practices"
LEVELS = {"error": "error", "warning": "warning", "info": "note"}


def as_sarif(
    judged: Judgement | FileJudgement, location: str, lines: Mapping[str, int], site: str = ""
) -> str:
    """Write a judgement as SARIF.

    ``location`` is the plan file's path or ``-``, ``lines`` tells where a choice stands in it, and
    ``site`` is where this product is open, so that results link to its pages about the rules.
    """
    results = [_result(finding, location, lines) for finding in of_file(judged).findings]
    return _sarif(
        [_rule(rule, site) for rule in (*RULES, *ENVIRONMENT_RULES)],
        results,
    )


def unreadable_as_sarif(problems: Sequence[Problem], location: str) -> str:
    """Write why a file is no plan as SARIF."""
    results = [
        {
            "ruleId": "unreadable-plan",
            "level": "error",
            "message": {"text": problem.message},
            "locations": [_location(location, problem.path, problem.line)],
        }
        for problem in problems
    ]
    described = {"id": "unreadable-plan", "shortDescription": {"text": "Not a plan file"}}
    return _sarif([described], results)


def _sarif(rules: list[dict[str, Any]], results: list[dict[str, Any]]) -> str:
    tool = {"name": "skillflaw-configurator", "informationUri": GUIDE, "rules": rules}
    run = {"tool": {"driver": tool}, "results": results, "columnKind": "unicodeCodePoints"}
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _result(finding: Finding, location: str, lines: Mapping[str, int]) -> dict[str, Any]:
    return {
        "ruleId": finding.rule.slug,
        "level": LEVELS[finding.severity.value],
        "message": {"text": f"{finding.message} {finding.fix}"},
        "locations": [
            _location(location, path, lines.get(path)) for path in _written_at(finding, lines)
        ],
        "properties": {"environments": list(finding.environments), "duty": finding.duty},
    }


def _written_at(finding: Finding, lines: Mapping[str, int]) -> Iterator[str]:
    """Name a finding's choices where the file has them: in an environment, or shared by all."""
    for path in finding.paths:
        own = [f"environments.{environment}.{path}" for environment in finding.environments]
        written = [key for key in own if key in lines]
        if len(written) < len(own) or not own:
            yield path
        yield from written


def _rule(rule: Rule, site: str) -> dict[str, Any]:
    page = f"{site}/rules/{rule.slug}/" if site else rule.reference or GUIDE
    return {
        "id": rule.slug,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.why},
        "help": {"text": rule.fix},
        "helpUri": page,
        "defaultConfiguration": {"level": LEVELS[rule.severity.value]},
        "properties": {"tags": list(rule.guide)},
    }


def _location(location: str, path: str, line: int | None) -> dict[str, Any]:
    """Point at a line; a choice that the file leaves out is pointed at by its first line."""
    uri = "stdin" if location == "-" else quote(location)
    physical = {"artifactLocation": {"uri": uri}, "region": {"startLine": line or 1}}
    logical = [{"fullyQualifiedName": path}] if path else []
    return {"physicalLocation": physical, "logicalLocations": logical}

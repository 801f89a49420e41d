"""The front door: plans in, findings, bundles and reasons out. Pure: no clock, no network."""

from __future__ import annotations

from generators.bundle import Blocked
from generators.bundle import Bundle
from generators.bundle import Mismatch
from generators.bundle import Rendered
from generators.bundle import bundle
from generators.bundle import bundle_of
from generators.bundle import clashes
from generators.bundle import plan_in as plan_from_zip
from generators.coverage import Entry
from generators.fixes import Fix
from generators.fixes import fixed
from generators.guide import RULES
from generators.guide import STATEMENTS
from generators.guide import Finding
from generators.guide import Rule
from generators.guide import Severity
from generators.guide import Statement
from generators.guide import Waived
from generators.guide import statement
from generators.judgement import Judgement
from generators.judgement import judge
from generators.plan import PRESETS
from generators.plan import Choice
from generators.plan import Plan
from generators.plan import Preset
from generators.plan import Waiver
from generators.plan import choice_at
from generators.plan import choices
from generators.plan import complete
from generators.plan import recommended
from generators.plan import revised
from generators.plan import sparse
from generators.plan import topics
from generators.plan import with_changes
from generators.plan.scalars import credential_in
from generators.plan.scalars import secret_name
from generators.problem import Problem
from generators.problem import Unreadable
from generators.rationale import Chapter
from generators.rationale import Rationale
from generators.rationale import Reason
from generators.rationale import rationale as rationale_of
from generators.rationale import shown
from generators.reading import line_numbers
from generators.reading import read
from generators.reading import read_document
from generators.report import as_json
from generators.report import as_text
from generators.report import rules_as_json
from generators.report import rules_as_text
from generators.report import unreadable_as_json
from generators.sarif import as_sarif
from generators.sarif import unreadable_as_sarif
from generators.schema import schema
from generators.text import LIMIT as PLAN_LIMIT
from generators.text import dump
from generators.text import read as read_stream
from generators.version import GUIDE
from generators.version import VERSION

__all__ = [
    "GUIDE",
    "PLAN_LIMIT",
    "PRESETS",
    "RULES",
    "STATEMENTS",
    "VERSION",
    "Blocked",
    "Bundle",
    "Chapter",
    "Choice",
    "Entry",
    "Finding",
    "Fix",
    "Judgement",
    "Mismatch",
    "Plan",
    "Preset",
    "Problem",
    "Rationale",
    "Reason",
    "Rendered",
    "Rule",
    "Severity",
    "Statement",
    "Unreadable",
    "Waived",
    "Waiver",
    "as_json",
    "as_sarif",
    "as_text",
    "bundle",
    "bundle_of",
    "choice_at",
    "choices",
    "clashes",
    "complete",
    "credential_in",
    "dump",
    "fixed",
    "judge",
    "line_numbers",
    "plan_from_zip",
    "plan_yaml",
    "rationale",
    "read",
    "read_document",
    "read_stream",
    "recommended",
    "revised",
    "rules_as_json",
    "rules_as_text",
    "schema",
    "secret_name",
    "shown",
    "sparse",
    "statement",
    "topics",
    "unreadable_as_json",
    "unreadable_as_sarif",
    "with_changes",
]


def rationale(plan: Plan) -> Rationale:
    """Explain a plan as its bundle's RATIONALE.md does."""
    return rationale_of(judge(plan))


def plan_yaml(plan: Plan) -> str:
    """Write a plan file with no more than what was chosen."""
    return dump([sparse(plan)])

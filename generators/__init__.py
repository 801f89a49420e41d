"""The front door: plans in, findings, bundles and reasons out. Pure: no clock, no network."""

from __future__ import annotations

from generators.bundle import Blocked
from generators.bundle import Bundle
from generators.bundle import Rendered
from generators.bundle import bundle
from generators.bundle import bundle_of
from generators.bundle import plan_in as plan_from_zip
from generators.changes import TITLES as CONSEQUENCE_TITLES
from generators.changes import AppliedChanges
from generators.changes import CannotRender
from generators.changes import Consequence
from generators.changes import Kind as ConsequenceKind
from generators.changes import ObjectChange
from generators.changes import as_markdown as changes_as_markdown
from generators.changes import bundle_changes
from generators.changes import changed_namespace
from generators.changes import unmet_targets
from generators.derivation import SHORTHANDS
from generators.derivation import Origin
from generators.derivation import Shorthand
from generators.derivation import completed as with_derived
from generators.derivation import following
from generators.derivation import leads_to_others
from generators.derivation import origin
from generators.derivation import pasted
from generators.derivation import respelled
from generators.documents.rationale import Chapter
from generators.documents.rationale import Rationale
from generators.documents.rationale import Reason
from generators.documents.rationale import rationale as rationale_of
from generators.documents.rationale import shown
from generators.environments import located
from generators.environments.promotion import CannotPromote
from generators.environments.promotion import Difference
from generators.environments.promotion import Promotion
from generators.environments.promotion import promote
from generators.environments.rendering import renderings
from generators.explanation import ExplainedLine
from generators.explanation import LineOfChoice
from generators.explanation import explain
from generators.explanation import explained_files
from generators.explanation import lines_of_choice
from generators.explanation.report import explanation_as_json
from generators.explanation.report import explanation_as_text
from generators.guide import ENVIRONMENT_RULES
from generators.guide import RULES as PLAN_RULES
from generators.guide import STATEMENTS
from generators.guide import Finding
from generators.guide import Rule
from generators.guide import Severity
from generators.guide import Statement
from generators.guide import Waived
from generators.guide import statement
from generators.guide.capacity import Capacity
from generators.guide.capacity import capacity
from generators.inventory import Inventory
from generators.inventory import inventory
from generators.inventory.amounts import Amounts
from generators.inventory.amounts import cores
from generators.inventory.amounts import memory
from generators.inventory.gauges import Gauge
from generators.inventory.topology import Node
from generators.inventory.topology import Topology
from generators.inventory.volumes import Volume
from generators.inventory.workloads import Workload
from generators.judgement import FileJudgement
from generators.judgement import Judgement
from generators.judgement import judge
from generators.judgement import judge_file
from generators.judgement.coverage import Entry
from generators.judgement.fixes import Fix
from generators.judgement.fixes import fixed
from generators.judgement.fixes import fixed_file
from generators.output.checksums import CHECKSUMS
from generators.output.checksums import digests_in
from generators.output.checksums import is_custom
from generators.output.checksums import sha256
from generators.output.received import MOST_BYTES as BUNDLE_LIMIT
from generators.output.received import MOST_FILES as BUNDLE_FILES_LIMIT
from generators.output.received import Comparison
from generators.output.received import Received
from generators.output.received import bundle_among
from generators.output.received import received
from generators.output.received import unreadable
from generators.output.report import as_json
from generators.output.report import rules_as_json
from generators.output.report import rules_as_text
from generators.output.report import unreadable_as_json
from generators.output.sarif import as_sarif
from generators.output.sarif import unreadable_as_sarif
from generators.output.schema import schema
from generators.output.text_report import as_text
from generators.plan import PRESETS
from generators.plan import Choice
from generators.plan import Claim
from generators.plan import Option
from generators.plan import Plan
from generators.plan import PlanFile
from generators.plan import Preset
from generators.plan import Waiver
from generators.plan import choice_at
from generators.plan import choices
from generators.plan import claims
from generators.plan import complete
from generators.plan import complete_file
from generators.plan import confirmed
from generators.plan import is_claim
from generators.plan import plain_value
from generators.plan import recommended
from generators.plan import revised
from generators.plan import sparse
from generators.plan import sparse_file
from generators.plan import stated
from generators.plan import topics
from generators.plan import with_changes
from generators.plan.reading import key_lines
from generators.plan.reading import line_numbers
from generators.plan.reading import read
from generators.plan.reading import read_document
from generators.plan.reading import read_plan_document
from generators.plan.reading import read_plan_file
from generators.plan.reading import read_value
from generators.plan.scalars import WEBHOOK_ADDRESS
from generators.plan.scalars import credential_in
from generators.plan.scalars import secret_name
from generators.preview import Placeholder
from generators.preview import Position
from generators.preview import Preview
from generators.preview import preview
from generators.version import GUIDE
from generators.version import VERSION
from generators.yaml.flow import flow_mapping
from generators.yaml.loader import LIMIT as PLAN_LIMIT
from generators.yaml.loader import dump
from generators.yaml.loader import read as read_stream
from generators.yaml.problem import Problem
from generators.yaml.problem import Unreadable

__all__ = [
    "BUNDLE_FILES_LIMIT",
    "BUNDLE_LIMIT",
    "CHECKSUMS",
    "CONSEQUENCE_TITLES",
    "GUIDE",
    "PLAN_LIMIT",
    "PRESETS",
    "RULES",
    "SHORTHANDS",
    "STATEMENTS",
    "VERSION",
    "WEBHOOK_ADDRESS",
    "Amounts",
    "AppliedChanges",
    "Blocked",
    "Bundle",
    "CannotPromote",
    "CannotRender",
    "Capacity",
    "Chapter",
    "Choice",
    "Claim",
    "Comparison",
    "Consequence",
    "ConsequenceKind",
    "Difference",
    "Entry",
    "ExplainedLine",
    "FileJudgement",
    "Finding",
    "Fix",
    "Gauge",
    "Inventory",
    "Judgement",
    "LineOfChoice",
    "Node",
    "ObjectChange",
    "Option",
    "Origin",
    "Placeholder",
    "Plan",
    "PlanFile",
    "Position",
    "Preset",
    "Preview",
    "Problem",
    "Promotion",
    "Rationale",
    "Reason",
    "Received",
    "Rendered",
    "Rule",
    "Severity",
    "Shorthand",
    "Statement",
    "Topology",
    "Unreadable",
    "Volume",
    "Waived",
    "Waiver",
    "Workload",
    "as_json",
    "as_sarif",
    "as_text",
    "bundle",
    "bundle_among",
    "bundle_changes",
    "bundle_of",
    "capacity",
    "changed_namespace",
    "changes_as_markdown",
    "choice_at",
    "choices",
    "claims",
    "complete",
    "complete_file",
    "confirmed",
    "cores",
    "credential_in",
    "digests_in",
    "dump",
    "explain",
    "explained_files",
    "explanation_as_json",
    "explanation_as_text",
    "fixed",
    "fixed_file",
    "flow_mapping",
    "following",
    "inventory",
    "is_claim",
    "is_custom",
    "judge",
    "judge_file",
    "key_lines",
    "leads_to_others",
    "line_numbers",
    "lines_of_choice",
    "located",
    "memory",
    "origin",
    "pasted",
    "plain_value",
    "plan_file_yaml",
    "plan_from_zip",
    "plan_yaml",
    "preview",
    "promote",
    "rationale",
    "read",
    "read_document",
    "read_plan_document",
    "read_plan_file",
    "read_stream",
    "read_value",
    "received",
    "recommended",
    "renderings",
    "respelled",
    "revised",
    "rules_as_json",
    "rules_as_text",
    "schema",
    "secret_name",
    "sha256",
    "shown",
    "sparse",
    "sparse_file",
    "stated",
    "statement",
    "topics",
    "unmet_targets",
    "unreadable",
    "unreadable_as_json",
    "unreadable_as_sarif",
    "with_changes",
    "with_derived",
]

# Every rule: those of one plan, and those that compare environments.
RULES: tuple[Rule, ...] = (*PLAN_RULES, *ENVIRONMENT_RULES)


def rationale(judgement: Judgement) -> Rationale:
    """Explain a judged plan as its bundle's RATIONALE.md does, which names no day."""
    return rationale_of(judgement.undated)


def plan_yaml(plan: Plan) -> str:
    """Write a plan file with no more than what was chosen."""
    return dump([sparse(plan)])


def plan_file_yaml(file: PlanFile) -> str:
    """Write a plan file of any number of environments with no more than what was chosen."""
    return dump([sparse_file(file)])

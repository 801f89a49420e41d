"""The front door: plans in, findings, bundles and reasons out. Pure: no clock, no network.

A name is imported when it is first asked for, so that a command starts with what it needs.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generators.bundles import Blocked
    from generators.bundles import Bundle
    from generators.bundles import Rendered
    from generators.bundles import bundle
    from generators.bundles import bundle_of
    from generators.bundles import plan_in as plan_from_zip
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
    from generators.documents.rationale import shown
    from generators.documents.rationale import undated_rationale as rationale
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
    from generators.explanation.ownership import environment_of
    from generators.explanation.patience import asking as asking_before_trials
    from generators.explanation.report import explanation_as_json
    from generators.explanation.report import explanation_as_text
    from generators.explanation.texts import is_explained
    from generators.guide import EVERY_RULE as RULES
    from generators.guide import STATEMENTS
    from generators.guide import Finding
    from generators.guide import Rule
    from generators.guide import Severity
    from generators.guide import Statement
    from generators.guide import Waived
    from generators.guide import statement
    from generators.guide.capacity import Capacity
    from generators.guide.capacity import capacity
    from generators.inventories import Inventory
    from generators.inventories import inventory
    from generators.inventories.amounts import Amounts
    from generators.inventories.amounts import cores
    from generators.inventories.amounts import memory
    from generators.inventories.gauges import Gauge
    from generators.inventories.topology import Node
    from generators.inventories.topology import Topology
    from generators.inventories.volumes import Volume
    from generators.inventories.workloads import Workload
    from generators.judgement import FileJudgement
    from generators.judgement import Judgement
    from generators.judgement import judge_file
    from generators.judgement.entry import Entry
    from generators.judgement.fixes import Fix
    from generators.judgement.fixes import fixed
    from generators.judgement.fixes import fixed_file
    from generators.judgement.judge import judge
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
    from generators.plan.plan_file import plan_file_yaml
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
    from generators.plan.serialization import plan_yaml
    from generators.previews import Placeholder
    from generators.previews import Position
    from generators.previews import Preview
    from generators.previews import preview
    from generators.version import GUIDE
    from generators.version import VERSION
    from generators.yaml.flow import flow_mapping
    from generators.yaml.loader import LIMIT as PLAN_LIMIT
    from generators.yaml.loader import dump
    from generators.yaml.loader import read as read_stream
    from generators.yaml.problem import Problem
    from generators.yaml.problem import Unreadable
    from generators.yaml.problem import unreadable

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
    "asking_before_trials",
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
    "environment_of",
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
    "is_explained",
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

# The names of each module; after a colon, what a name is called here. A test holds this to the
# imports above, which only type checkers follow.
_NAMES = {
    "bundles": "Blocked Bundle bundle bundle_of plan_in:plan_from_zip Rendered",
    "changes": (
        "AppliedChanges as_markdown:changes_as_markdown bundle_changes CannotRender "
        "changed_namespace Consequence Kind:ConsequenceKind ObjectChange "
        "TITLES:CONSEQUENCE_TITLES unmet_targets"
    ),
    "derivation": (
        "completed:with_derived following leads_to_others Origin origin pasted respelled "
        "Shorthand SHORTHANDS"
    ),
    "documents.rationale": "Chapter Rationale Reason shown undated_rationale:rationale",
    "environments": "located",
    "environments.promotion": "CannotPromote Difference promote Promotion",
    "environments.rendering": "renderings",
    "explanation": "explain explained_files ExplainedLine LineOfChoice lines_of_choice",
    "explanation.ownership": "environment_of",
    "explanation.patience": "asking:asking_before_trials",
    "explanation.report": "explanation_as_json explanation_as_text",
    "explanation.texts": "is_explained",
    "guide": "EVERY_RULE:RULES Finding Rule Severity Statement statement STATEMENTS Waived",
    "guide.capacity": "Capacity capacity",
    "inventories": "Inventory inventory",
    "inventories.amounts": "Amounts cores memory",
    "inventories.gauges": "Gauge",
    "inventories.topology": "Node Topology",
    "inventories.volumes": "Volume",
    "inventories.workloads": "Workload",
    "judgement": "FileJudgement judge_file Judgement",
    "judgement.entry": "Entry",
    "judgement.fixes": "Fix fixed fixed_file",
    "judgement.judge": "judge",
    "output.checksums": "CHECKSUMS digests_in is_custom sha256",
    "output.received": (
        "bundle_among Comparison MOST_BYTES:BUNDLE_LIMIT MOST_FILES:BUNDLE_FILES_LIMIT Received "
        "received"
    ),
    "output.report": "as_json rules_as_json rules_as_text unreadable_as_json",
    "output.sarif": "as_sarif unreadable_as_sarif",
    "output.schema": "schema",
    "output.text_report": "as_text",
    "plan": (
        "Choice choice_at choices Claim claims complete complete_file confirmed is_claim Option "
        "plain_value Plan PlanFile Preset PRESETS recommended revised sparse sparse_file stated "
        "topics Waiver with_changes"
    ),
    "plan.plan_file": "plan_file_yaml",
    "plan.reading": (
        "key_lines line_numbers read read_document read_plan_document read_plan_file read_value"
    ),
    "plan.scalars": "credential_in secret_name WEBHOOK_ADDRESS",
    "plan.serialization": "plan_yaml",
    "previews": "Placeholder Position Preview preview",
    "version": "GUIDE VERSION",
    "yaml.flow": "flow_mapping",
    "yaml.loader": "dump LIMIT:PLAN_LIMIT read:read_stream",
    "yaml.problem": "Problem Unreadable unreadable",
}
_ORIGINS = {
    name.rpartition(":")[2]: (f"generators.{module}", name.partition(":")[0])
    for module, names in _NAMES.items()
    for name in names.split()
}

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """Import a name when it is first asked for."""
        if name not in _ORIGINS:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        module, original = _ORIGINS[name]
        value = globals()[name] = getattr(import_module(module), original)
        return value


def load_all() -> None:
    """Import every name now: a server does so before its first request."""
    for name in _ORIGINS:
        getattr(sys.modules[__name__], name)

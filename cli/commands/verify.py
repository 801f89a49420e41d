"""``verify BUNDLE``: its files against its checksums, and against an approval record.

Without a server nobody knows what is approved today, so only a record can say it here.
"""

from __future__ import annotations

import json
from argparse import ArgumentParser
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import generators
from cli import approval_record
from cli import console
from cli.approval_record import ApprovalRecord
from cli.bundle_source import bounded
from cli.bundle_source import bundle_at
from cli.commands import SUMMARIES
from cli.console import Console
from generators.output.checksums import bundle_digest

HELP = SUMMARIES["verify"]
EPILOG = """\
Without a server it cannot know what is approved. It compares the files with the bundle's own
SHA256SUMS, and with --record also with the SHA-256 that an approval record names. A record is not
signed: take it from a place that only reviewers can write to, or ask the server with
manage.py verify or on its page /verify/.

Examples:
  skillflaw-configurator verify deploy/acme-production --record acme-production.approval.json
  skillflaw-configurator verify acme-production.zip --checksums
  git archive HEAD deploy/acme-production | skillflaw-configurator verify - --checksums

Exit codes:
  0  the record names exactly these files as approved; with --checksums: the checksums agree
  1  not these files: what differs, is missing or is too many is named; or no record was given
  2  not a bundle, or not an approval record
  3  wrong arguments
"""
NO_KEY = (
    "Approval records are not signed in this version, so there is no key to check. "
    "Leave --key out, or ask the server with manage.py verify."
)
NO_RECORD = (
    "Not verified: this does not say that the bundle is approved. Give the approval record with "
    "--record FILE, or check nothing but the checksums with --checksums."
)
NO_CHECKSUMS = (
    "Not verified: the bundle has no SHA256SUMS, so nothing tells which files it was made with. "
    "Generate it again."
)
UNSIGNED = "The record is not signed: it does not prove who wrote it."


@dataclass(frozen=True)
class Outcome:
    """What was found out; ``problem`` is empty where the files are what was asked for."""

    bundle: generators.Received
    comparison: generators.Comparison
    record: ApprovalRecord | None
    problem: str

    @property
    def verdict(self) -> str:
        """Return ``approved``, ``checksums-agree``, ``not-approved`` or ``differs``."""
        if not (self.bundle.recorded and self.comparison.same):
            return "differs"
        if self.record is None:
            return "checksums-agree"
        return "not-approved" if self.problem else "approved"


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "bundle", metavar="BUNDLE", help="path of a zip, a tar or a folder, or - for stdin"
    )
    parser.add_argument(
        "--record", metavar="FILE", help="the approval record, NAME.approval.json of its revision"
    )
    parser.add_argument(
        "--checksums", action="store_true", help="check the checksums alone, not the approval"
    )
    parser.add_argument("--key", metavar="FILE", help="not supported yet: records are not signed")
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help="text (default) or json"
    )
    parser.epilog = EPILOG


def run(options: Namespace, terminal: Console) -> int:
    """Print what is known of the files, and return the exit code."""
    if options.key:
        raise console.Stop(NO_KEY)
    if options.checksums and options.record:
        raise console.Stop("Use --record FILE or --checksums, not both.")
    source = options.bundle
    try:
        bundle = bundle_at(source)
        source = options.record
        record = approval_record.read(bounded(source)) if source else None
    except generators.Unreadable as error:
        terminal.complain(source, error.problems)
        return console.UNREADABLE
    outcome = _outcome(bundle, record, approval_needed=not options.checksums)
    as_json = options.format == "json"
    lines = [json.dumps(_document(outcome), indent=2)] if as_json else _lines(outcome)
    terminal.write("".join(f"{line}\n" for line in lines))
    return console.BLOCKED if outcome.problem else console.DONE


def _outcome(
    bundle: generators.Received, record: ApprovalRecord | None, *, approval_needed: bool
) -> Outcome:
    listed = {**bundle.recorded, generators.CHECKSUMS: bundle_digest(bundle.recorded)}
    comparison = bundle.compared(listed)
    problem = ""
    if not bundle.recorded:
        problem = NO_CHECKSUMS
    elif not comparison.same:
        problem = "Not verified: the files are not those that SHA256SUMS lists."
    elif record is None:
        problem = NO_RECORD if approval_needed else ""
    elif record.digest != bundle.digest:
        problem = f"Not approved: the record is for another bundle, SHA-256 {record.digest}."
    elif not record.attributions:
        problem = "Not approved: the record names nobody who approved the bundle."
    return Outcome(bundle, comparison, record, problem)


def _lines(outcome: Outcome) -> Iterator[str]:
    bundle, comparison, record = outcome.bundle, outcome.comparison, outcome.record
    yield f"SHA-256 {bundle.digest}"
    if bundle.recorded and comparison.same:
        yield f"Checksums agree: {len(bundle.recorded)} files are as SHA256SUMS lists them."
    elif bundle.recorded:
        for label, paths in _differences(comparison).items():
            yield from (f"  {label}: {path}" for path in paths)
    if record and outcome.verdict == "approved":
        yield f"Approved: {record.subject}."
        yield from (f"  by {attribution}" for attribution in record.attributions)
        yield UNSIGNED
    if bundle.customized:
        yield f"Not covered: {len(bundle.customized)} files below custom/."
        yield from (f"  {path}" for path in bundle.customized)
    if outcome.problem:
        yield outcome.problem
    elif not record:
        yield "This does not say that the bundle is approved."


def _differences(comparison: generators.Comparison) -> dict[str, tuple[str, ...]]:
    return {
        "changed": comparison.changed,
        "missing": comparison.missing,
        "added": comparison.added,
    }


def _document(outcome: Outcome) -> dict[str, Any]:
    record = outcome.record
    return {
        "sha256": outcome.bundle.digest,
        "name": outcome.bundle.name,
        "verdict": outcome.verdict,
        "problem": outcome.problem or None,
        "approvals": list(record.attributions) if record and not outcome.problem else [],
        "custom": list(outcome.bundle.customized),
        **{label: list(paths) for label, paths in _differences(outcome.comparison).items()},
    }

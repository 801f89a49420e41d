"""``verify BUNDLE``: its files against its checksums, and against an approval record.

Without a server nobody knows what is approved today, so only a record can say it here.
"""

from __future__ import annotations

import json
from argparse import ArgumentParser
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
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

if TYPE_CHECKING:
    from generators.records import PublicKey

HELP = SUMMARIES["verify"]
EPILOG = """\
Without a server it cannot know what is approved today. It compares the files with the bundle's own
SHA256SUMS, and with --record also with what an approval record names. With --key the record has to
be signed by the server, and nobody can have changed it since. Without --key, take the record from a
place that only reviewers can write to. manage.py verify and the page /verify/ ask the server.

Examples:
  skillflaw-configurator verify deploy/acme-production \\
      --record acme-production.approval.dsse.json --key keys.json
  skillflaw-configurator verify acme-production.zip --checksums
  git archive HEAD deploy/acme-production | skillflaw-configurator verify - --checksums

Exit codes:
  0  the record names exactly these files as approved; with --checksums: the checksums agree
  1  not approved: files differ, are missing or are too many, which are named; the record is for
     other files, is not signed by the key or was changed; or no record was given
  2  not a bundle; or, without --key, not an approval record
  3  wrong arguments, or --key is not a file with public keys
"""
NO_RECORD = (
    "Not verified: this does not say that the bundle is approved. Give the approval record with "
    "--record FILE, or check nothing but the checksums with --checksums."
)
NO_CHECKSUMS = (
    "Not verified: the bundle has no SHA256SUMS, so nothing tells which files it was made with. "
    "Generate it again."
)
ALONE = "--key FILE checks the signature of an approval record: give it with --record FILE."
ONLY = (
    "Not approved: the record is for {only} only. If the bundle is deployed there and nowhere "
    "else, say so with --environment {only}."
)
SIGNATURES = {
    "none": "The record is not signed: it does not prove who wrote it.",
    "not-checked": "The signature of the record was not checked: give the server's keys with "
    "--key FILE.",
}


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
        if self.problem == NO_CHECKSUMS or not self.comparison.same:
            return "differs"
        if self.record is None and not self.problem:
            return "checksums-agree"
        return "not-approved" if self.problem else "approved"


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "bundle", metavar="BUNDLE", help="path of a zip, a tar or a folder, or - for stdin"
    )
    parser.add_argument(
        "--record",
        metavar="FILE",
        help="the approval record of its revision: NAME.approval.dsse.json, which is signed, or "
        "NAME.approval.json",
    )
    parser.add_argument(
        "--key",
        metavar="FILE",
        help="the server's public keys, keys.json or PEM: the record has to be signed with one",
    )
    parser.add_argument(
        "--environment", metavar="NAME", help="whose approval is enough; else that of all"
    )
    parser.add_argument(
        "--checksums", action="store_true", help="check the checksums alone, not the approval"
    )
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help="text (default) or json"
    )
    parser.epilog = EPILOG


def run(options: Namespace, terminal: Console) -> int:
    """Print what is known of the files, and return the exit code."""
    if options.checksums and (options.record or options.environment):
        raise console.Stop("Use --record FILE and --environment NAME, or --checksums, not both.")
    if options.key and not options.record:
        raise console.Stop(ALONE)
    keys = keys_at(options.key) if options.key else ()
    source = options.bundle
    try:
        bundle = bundle_at(source)
        source = options.record
        record, problem = _record_at(source, keys)
    except generators.Unreadable as error:
        terminal.complain(source, error.problems)
        return console.UNREADABLE
    if not (record or problem or options.checksums):
        problem = NO_RECORD
    outcome = _outcome(bundle, record, problem, options.environment or "")
    as_json = options.format == "json"
    lines = [json.dumps(_document(outcome), indent=2)] if as_json else _lines(outcome)
    terminal.write("".join(f"{line}\n" for line in lines))
    return console.BLOCKED if outcome.problem else console.DONE


def keys_at(path: str) -> tuple[PublicKey, ...]:
    """Read the public keys in a file; :class:`Stop` where there are none."""
    from generators import records

    try:
        return records.public_keys(Path(path).read_bytes())
    except OSError as error:
        raise console.Stop(f"--key {path}: {error.strerror or error}.") from None
    except records.InvalidKey as error:
        raise console.Stop(f"--key {path}: {error}") from None


def _record_at(path: str | None, keys: tuple[PublicKey, ...]) -> tuple[ApprovalRecord | None, str]:
    """Read the record at a path; without one that holds, return what is wrong with it."""
    if not path:
        return None, ""
    from generators import records

    try:
        return approval_record.read(bounded(path), keys), ""
    except records.InvalidRecord as error:
        return None, f"Not approved: {error}"


def _outcome(
    bundle: generators.Received, record: ApprovalRecord | None, problem: str, environment: str
) -> Outcome:
    """Compare the files with what a signed record lists, and with the checksums without one."""
    listed = {**bundle.recorded, generators.CHECKSUMS: bundle_digest(bundle.recorded)}
    signed = record.files if record else {}
    comparison = bundle.compared(signed or listed)
    if not (bundle.recorded or signed):
        problem = NO_CHECKSUMS
    elif not comparison.same:
        against = "the record" if signed else "SHA256SUMS"
        problem = f"Not verified: the files are not those that {against} lists."
    elif record:
        problem = _record_problem(bundle, record, environment)
    return Outcome(bundle, comparison, record, problem)


def _record_problem(bundle: generators.Received, record: ApprovalRecord, environment: str) -> str:
    """Return why a record does not approve a bundle; empty where it does."""
    # A signed record lists the SHA-256 of each file, which were compared.
    if not record.files and record.digest != bundle.digest:
        return f"Not approved: the record is for another bundle, SHA-256 {record.digest}."
    if not record.attributions:
        return "Not approved: the record names nobody who approved the bundle."
    if not environment:
        return ONLY.format(only=record.only) if record.only else ""
    paths = (path.split("/") for path in bundle.files if path.startswith("overlays/"))
    names = sorted({folder for _, folder, *_ in paths})
    if environment not in names:
        return f"The bundle has no environment {environment}. It has: {', '.join(names)}."
    listed = names if record.environments is None else record.environments
    return (
        "" if environment in listed else f"Not approved: the record does not approve {environment}."
    )


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
        yield _signature(record)
    if bundle.customized:
        yield f"Not covered: {len(bundle.customized)} files below custom/."
        yield from (f"  {path}" for path in bundle.customized)
    if outcome.problem:
        yield outcome.problem
    elif not record:
        yield "This does not say that the bundle is approved."


def _signature(record: ApprovalRecord) -> str:
    if record.key is None:
        return SIGNATURES[record.signature]
    retired = ", which is retired" if record.key.retired else ""
    return f"The signature is valid: key {record.key.id}{retired}."


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
        "signature": record.signature if record else None,
        "key": record.key.id if record and record.key else None,
        "custom": list(outcome.bundle.customized),
        **{label: list(paths) for label, paths in _differences(outcome.comparison).items()},
    }

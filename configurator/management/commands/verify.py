"""``manage.py verify BUNDLE``: whether these files are approved, by whom, and since when."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.core.management.base import CommandError

import generators
from cli.bundle_source import bounded
from cli.bundle_source import bundle_at
from cli.commands.verify import ALONE
from cli.commands.verify import keys_at
from cli.console import UNREADABLE
from cli.console import USAGE
from cli.console import Console
from cli.console import Stop
from configurator.management.command import PlainCommand
from configurator.models import Configuration
from configurator.queries.record_verification import record_problem
from configurator.queries.verification import Difference
from configurator.queries.verification import Verification
from configurator.queries.verification import verify_bundle
from configurator.reviews.approval_record import attribution
from configurator.reviews.approval_rules import environment_of
from generators import records

NOT_APPROVED = 1
EPILOG = """\
Examples:
  manage.py verify acme-production.zip
  manage.py verify deploy/acme-production --environment production
  git archive HEAD deploy/acme-production | manage.py verify -

Exit codes:
  0  approved: exactly these files
  1  not approved, or other files, which are named; or the record does not hold
  2  not a bundle, or not an approval record
  3  wrong arguments, or --key is not a file with public keys
"""


class Command(PlainCommand):
    """Looks a bundle up by its files. Exit 0: approved. 1: not these files. 2: not a bundle."""

    help = "Tell whether a bundle is what was approved, and by whom."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "bundle",
            metavar="BUNDLE",
            help="path of a bundle as a zip, a tar or a folder; - for stdin",
        )
        parser.add_argument(
            "--configuration", type=UUID, metavar="ID", help="whose approvals count; else any"
        )
        parser.add_argument(
            "--environment", metavar="NAME", help="whose approval is enough; else that of all"
        )
        parser.add_argument(
            "--record", metavar="FILE", help="the approval record beside it, signed or not"
        )
        parser.add_argument(
            "--key",
            metavar="FILE",
            help="public keys, one of which signed the record; else those of this server",
        )
        parser.add_argument(
            "--format", choices=("text", "json"), default="text", help="text (default) or json"
        )
        parser.epilog = EPILOG

    def handle(self, *args: Any, **options: Any) -> None:
        path, record, environment = (options[name] for name in ("bundle", "record", "environment"))
        keys = self._keys(options)
        try:
            verification = verify_bundle(
                bundle_at(path), Configuration.objects.all(), options["configuration"]
            )
        except generators.Unreadable as error:
            self._stop(path, error)
        try:
            wrong = (
                record_problem(verification, bounded(record), keys, environment) if record else ""
            )
        except generators.Unreadable as error:
            self._stop(record, error)
        wrong = wrong or _environment_problem(verification, environment)
        if options["format"] == "json":
            self.stdout.write(
                json.dumps(_document(verification, wrong), indent=2, ensure_ascii=False)
            )
        else:
            last = wrong or _environment_line(verification, environment)
            self.stdout.write("\n".join((*_lines(verification), *([last] if last else []))))
        if wrong or not (verification.approvals or environment):
            sys.exit(NOT_APPROVED)

    def _keys(self, options: Mapping[str, Any]) -> tuple[records.PublicKey, ...]:
        """Read the keys that were given; wrong arguments end as those of the other commands."""
        if not options["key"]:
            return ()
        if not options["record"]:
            raise CommandError(ALONE, returncode=USAGE)
        try:
            return keys_at(options["key"])
        except Stop as stop:
            raise CommandError(str(stop), returncode=stop.code) from None

    def _stop(self, path: str, error: generators.Unreadable) -> None:
        Console(self.stdout, self.stderr).complain(path, error.problems)
        sys.exit(UNREADABLE)


def _environment_problem(verification: Verification, environment: str | None) -> str:
    """Return why an environment must not be deployed from the bundle; empty where it may."""
    if not environment or verification.approved_for(environment):
        return ""
    known = {review.environment for _, review in verification.environments()}
    known |= {environment_of(row) for row, _ in verification.known if not row.environments}
    if known and environment not in known:
        return f"The bundle has no environment {environment}. It has: {', '.join(sorted(known))}."
    return f"{environment} is not approved."


def _environment_line(verification: Verification, environment: str | None) -> str:
    """Write that an environment may be deployed; empty where none was asked for."""
    if not environment:
        return ""
    reviews = (review for _, review in verification.environments())
    status = (review.status for review in reviews if review.environment == environment)
    return f"{environment} may be deployed: {next(status, 'approved')}."


def _lines(verification: Verification) -> Iterator[str]:
    yield f"SHA-256 {verification.digest}"
    for revision, record in verification.approvals:
        yield f"Approved: {revision}, configuration {revision.configuration_id}."
        yield from (f"  by {attribution(row)}" for row in record["approvals"])
        if revision.number < revision.configuration.latest:
            yield f"  Revision {revision.configuration.latest} was saved since."
    if verification.customized:
        yield f"Not covered by any approval: {len(verification.customized)} files below custom/."
        yield from (f"  {path}" for path in verification.customized)
    if verification.result == "not-approved":
        for revision, _ in verification.known:
            label = f"{revision}, configuration {revision.configuration_id}"
            yield f"Not approved: {label}: {revision.get_state_display().lower()}."
    for revision, review in verification.environments():
        people = ", ".join(
            f"{approval.reviewer.username} in revision {approval.revision.number}"
            for approval in review.approvals
        )
        by = f", by {people}" if people else ""
        yield f"Revision {revision.number}, {review.environment}: {review.status}{by}."
    if verification.result == "unknown":
        of = f" of {verification.name}" if verification.name else ""
        yield f"Not approved: no revision{of} has these files."
        for difference in verification.differences:
            yield from _differences(difference)


def _differences(difference: Difference) -> Iterator[str]:
    yield f"Compared with the approved {difference.revision}, SHA-256 {difference.revision.digest}:"
    comparison = difference.comparison
    for label, paths in (
        ("changed", comparison.changed),
        ("missing", comparison.missing),
        ("added", comparison.added),
    ):
        yield from (f"  {label}: {path}" for path in paths)


def _document(verification: Verification, wrong: str) -> dict[str, Any]:
    return {
        "sha256": verification.digest,
        "name": verification.name,
        "verdict": verification.result,
        "record": wrong or None,
        "approvals": [record for _, record in verification.approvals],
        "custom": verification.customized,
        "known": [
            {
                "configuration": str(revision.configuration_id),
                "revision": revision.number,
                "state": revision.state,
                "latest": revision.configuration.latest,
                "environments": [
                    {
                        "name": review.environment,
                        "state": review.state,
                        "sha256": review.digest,
                        "required": review.required,
                        "approvals": len(review.approvals),
                    }
                    for owner, review in verification.environments()
                    if owner.pk == revision.pk
                ],
            }
            for revision, _ in verification.known
        ],
        "near": [
            {
                "configuration": str(difference.revision.configuration_id),
                "revision": difference.revision.number,
                "sha256": difference.revision.digest,
                "changed": difference.comparison.changed,
                "missing": difference.comparison.missing,
                "added": difference.comparison.added,
            }
            for difference in verification.differences
        ],
    }

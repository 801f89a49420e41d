"""``manage.py verify ZIP``: whether these are approved bytes, by whom, and since when."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import IO
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.management.base import BaseCommand

import generators
from configurator.management.plan_file import UNREADABLE
from configurator.management.plan_file import complain
from configurator.models import Configuration
from configurator.plans.unzip import unreadable
from configurator.queries.verification import Near
from configurator.queries.verification import Verified
from configurator.queries.verification import against
from configurator.queries.verification import verified
from configurator.reviews.approval_record import attribution

NOT_APPROVED = 1


class Command(BaseCommand):
    """Looks a bundle up by its bytes. Exit 0: approved. 1: not these bytes. 2: not a bundle."""

    help = "Tell whether the zip of a bundle is what was approved."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("zip", metavar="ZIP", help="path of a bundle's zip, or - for stdin")
        parser.add_argument(
            "--configuration", type=UUID, metavar="ID", help="whose approvals count; else any"
        )
        parser.add_argument("--record", metavar="FILE", help="the approval record beside it")
        parser.add_argument("--format", choices=("text", "json"), default="text")

    def handle(self, *args: Any, **options: Any) -> None:
        place, record = options["zip"], options["record"]
        try:
            found = verified(_read(place), Configuration.objects.all(), options["configuration"])
        except generators.Unreadable as error:
            self._stop(place, error)
        try:
            wrong = against(found, _read(record)) if record else ""
        except generators.Unreadable as error:
            self._stop(record, error)
        if options["format"] == "json":
            self.stdout.write(json.dumps(_document(found, wrong), indent=2, ensure_ascii=False))
        else:
            self.stdout.write("\n".join((*_lines(found), *([wrong] if wrong else []))))
        if wrong or not found.approvals:
            sys.exit(NOT_APPROVED)

    def _stop(self, place: str, error: generators.Unreadable) -> None:
        complain(self.stderr, place, error.problems)
        sys.exit(UNREADABLE)


def _read(place: str) -> bytes:
    """Read a file or standard input, one byte further than a bundle reaches at most."""
    try:
        if place == "-":
            return _bounded(sys.stdin.buffer)
        with Path(place).open("rb") as stream:
            return _bounded(stream)
    except OSError as error:
        message = f"The file cannot be read: {error.strerror or error}."
        raise unreadable(message) from None


def _bounded(stream: IO[bytes]) -> bytes:
    return stream.read(settings.LARGEST_ZIP + 1)


def _lines(found: Verified) -> Iterator[str]:
    yield f"SHA-256 {found.digest}"
    for revision, record in found.approvals:
        yield f"Approved: {revision}, of configuration {revision.configuration_id}."
        yield from (f"  by {attribution(each)}" for each in record["approvals"])
        if revision.number < revision.configuration.latest:
            yield f"  Revision {revision.configuration.latest} was saved since."
    if found.verdict == "not-approved":
        for revision, _ in found.known:
            place = f"{revision}, of configuration {revision.configuration_id}"
            yield f"Not approved: {place}: {revision.get_state_display().lower()}."
    if found.verdict == "unknown":
        yield f"Not approved: no revision of {found.name} was saved with these bytes."
        for each in found.near:
            yield from _differences(each)


def _differences(near: Near) -> Iterator[str]:
    yield f"Compared with the approved {near.revision}, SHA-256 {near.revision.digest}:"
    if near.same:
        yield "  The files are the same, but packed anew: download the approved zip instead."
    for word, paths in (
        ("changed", near.changed),
        ("missing", near.missing),
        ("added", near.added),
    ):
        yield from (f"  {word}: {path}" for path in paths)


def _document(found: Verified, wrong: str) -> dict[str, Any]:
    return {
        "sha256": found.digest,
        "name": found.name,
        "verdict": found.verdict,
        "record": wrong or None,
        "approvals": [record for _, record in found.approvals],
        "known": [
            {
                "configuration": str(revision.configuration_id),
                "revision": revision.number,
                "state": revision.state,
                "latest": revision.configuration.latest,
            }
            for revision, _ in found.known
        ],
        "near": [
            {
                "configuration": str(each.revision.configuration_id),
                "revision": each.revision.number,
                "sha256": each.revision.digest,
                "changed": each.changed,
                "missing": each.missing,
                "added": each.added,
            }
            for each in found.near
        ],
    }

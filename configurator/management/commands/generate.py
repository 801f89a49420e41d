"""``manage.py generate PLAN``: the bundle of a plan file, with all its environments."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.core.management.base import CommandError

import generators
from configurator.management.plan_file import BLOCKED
from configurator.management.plan_file import UNREADABLE
from configurator.management.plan_file import USAGE
from configurator.management.plan_file import complain
from configurator.management.plan_file import conclude
from configurator.management.plan_file import source_of


class Command(BaseCommand):
    """Writes the bundle, or nothing: exit 1 if the plan has errors, 2 if it is not a plan."""

    help = "Generate the bundle of a plan file."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("plan", metavar="PLAN", help="path of a plan file, or - for stdin")
        target = parser.add_mutually_exclusive_group(required=True)
        target.add_argument("--output", metavar="DIR", help="a folder that is empty or absent")
        target.add_argument("--zip", metavar="FILE", help="a zip file")

    def handle(self, *args: Any, **options: Any) -> None:
        source_path: str = options["plan"]
        try:
            file = generators.read_plan_file(source_of(source_path))
            bundle = generators.bundle_of(file)
        except generators.Unreadable as error:
            complain(self.stderr, source_path, error.problems)
            sys.exit(UNREADABLE)
        except generators.Blocked as error:
            self.stderr.write(generators.as_text(error.judgement))
            conclude(self.stderr, error.judgement)
            sys.exit(BLOCKED)
        self._write(bundle, options["output"], options["zip"])

    def _write(self, bundle: generators.Bundle, output: str | None, archive: str | None) -> None:
        try:
            if archive:
                Path(archive).write_bytes(bundle.zipped())
            elif output:
                write_folder(bundle, Path(output))
        except OSError as error:
            raise CommandError(
                f"The bundle was not written completely: {error}", returncode=USAGE
            ) from None
        self.stderr.write(f"Wrote {bundle.name}: {len(bundle.files)} files.")


def write_folder(bundle: generators.Bundle, output: Path) -> None:
    """Write a bundle into ``output``, which must be empty or absent, below the plan's name."""
    if output.exists() and (not output.is_dir() or any(output.iterdir())):
        raise CommandError(f"{output} is not an empty folder. Choose another.", returncode=USAGE)
    for file in bundle.files:
        path = output / bundle.name / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.text.encode())
        path.chmod(0o755 if file.executable else 0o644)

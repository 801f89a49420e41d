"""``manage.py generate PLAN...``: the bundle of a plan, or of one for each environment."""

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

    help = "Make the bundle of a plan file, or of several: one for each environment."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "plan",
            metavar="PLAN",
            nargs="+",
            help="path of a plan file, or - for stdin; of several, the first is the reference",
        )
        target = parser.add_mutually_exclusive_group(required=True)
        target.add_argument("--output", metavar="DIR", help="a folder that is empty or absent")
        target.add_argument("--zip", metavar="FILE", help="a zip file")

    def handle(self, *args: Any, **options: Any) -> None:
        places: list[str] = options["plan"]
        plans = self._read(places)
        try:
            bundle = generators.bundle_of(plans)
        except generators.Mismatch as error:
            self.stderr.write(str(error))
            sys.exit(UNREADABLE)
        except generators.Blocked:
            self._explain(places, plans)
            sys.exit(BLOCKED)
        for message in generators.clashes(plans):
            self.stderr.write(f"Look at this twice: {message}")
        self._write(bundle, options["output"], options["zip"])

    def _read(self, places: list[str]) -> list[generators.Plan]:
        """Read all plans, or name the problems of each that is none."""
        if places.count("-") > 1:
            self.stderr.write("Standard input holds one plan: give - once.")
            sys.exit(UNREADABLE)
        plans = []
        for place in places:
            try:
                plans.append(generators.read(source_of(place)))
            except generators.Unreadable as error:
                complain(self.stderr, place, error.problems)
        if len(plans) < len(places):
            sys.exit(UNREADABLE)
        return plans

    def _explain(self, places: list[str], plans: list[generators.Plan]) -> None:
        """Print what is wrong with each plan that has errors, and its file where there are more."""
        judgements = [generators.judge(plan) for plan in plans]
        for place, judgement in zip(places, judgements, strict=True):
            if judgement.errors:
                head = f"{place}\n" if len(places) > 1 else ""
                self.stderr.write(head + generators.as_text(judgement))
                conclude(self.stderr, judgement)

    def _write(self, bundle: generators.Bundle, output: str | None, archive: str | None) -> None:
        try:
            if archive:
                Path(archive).write_bytes(bundle.zipped())
            elif output:
                write_folder(bundle, Path(output))
        except OSError as error:
            raise CommandError(f"Nothing complete was written: {error}", returncode=USAGE) from None
        self.stderr.write(f"Wrote {bundle.name}: {len(bundle.files)} files.")


def write_folder(bundle: generators.Bundle, output: Path) -> None:
    """Write a bundle into ``output``, which must be empty or absent, below the plan's name."""
    if output.exists() and (not output.is_dir() or any(output.iterdir())):
        raise CommandError(f"{output} is not an empty folder: choose another.", returncode=USAGE)
    for file in bundle.files:
        path = output / bundle.name / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.text.encode())
        path.chmod(0o755 if file.executable else 0o644)

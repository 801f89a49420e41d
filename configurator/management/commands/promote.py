"""``manage.py promote PLAN --from A --to B``: a release taken to the next environment."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.core.management.base import CommandError

import generators
from configurator.management.plan_file import UNREADABLE
from configurator.management.plan_file import USAGE
from configurator.management.plan_file import complain
from configurator.management.plan_file import source_of


class Command(BaseCommand):
    """Writes the plan file with the target's moving choices; says what moved and what stayed."""

    help = "Give an environment the release of another one."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("plan", metavar="PLAN", help="path of a plan file, or - for stdin")
        parser.add_argument(
            "--from", dest="source", metavar="A", required=True, help="whose release it is"
        )
        parser.add_argument(
            "--to", dest="target", metavar="B", required=True, help="which environment gets it"
        )
        parser.add_argument(
            "--also",
            metavar="CHOICE",
            action="append",
            default=[],
            help="a choice or a group of choices that stays otherwise; can be given several times",
        )
        parser.add_argument(
            "-o", "--output", metavar="FILE", help="where the plan file goes; else standard output"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        source_path: str = options["plan"]
        source, target = options["source"], options["target"]
        try:
            file = generators.read_plan_file(source_of(source_path))
            promotion = generators.promote(file, source, target, options["also"])
        except generators.Unreadable as error:
            complain(self.stderr, source_path, error.problems)
            sys.exit(UNREADABLE)
        except generators.CannotPromote as error:
            raise CommandError(str(error), returncode=USAGE) from None
        self._write(generators.plan_file_yaml(promotion.file), options["output"])
        self._tell(f"Moved from {source} to {target}", promotion.moved, "was")
        self._tell(f"Stayed in {target}", promotion.stayed, "is")

    def _write(self, text: str, output: str | None) -> None:
        if output is None:
            self.stdout.write(text, ending="")
            return
        try:
            Path(output).write_bytes(text.encode())
        except OSError as error:
            raise CommandError(
                f"The plan file was not written: {error}", returncode=USAGE
            ) from None

    def _tell(self, heading: str, differences: Iterable[generators.Difference], word: str) -> None:
        listed = tuple(differences)
        self.stderr.write(f"{heading}: {len(listed)} choices")
        for difference in listed:
            new = generators.shown(difference.source)
            old = generators.shown(difference.target)
            self.stderr.write(f"  {difference.path}: {new} ({word} {old})")

"""``manage.py validate PLAN``: the findings of a plan."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.core.management.base import CommandError
from django.utils import timezone

import generators
from configurator.management.plan_file import BLOCKED
from configurator.management.plan_file import UNREADABLE
from configurator.management.plan_file import USAGE
from configurator.management.plan_file import complain
from configurator.management.plan_file import conclude
from configurator.management.plan_file import source_of


class Command(BaseCommand):
    """Prints findings and coverage. Exit 0: no error. 1: errors. 2: not a plan."""

    help = "Check a plan file against the guide."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("plan", metavar="PLAN", help="path of a plan file, or - for stdin")
        parser.add_argument("--format", choices=("text", "json", "sarif"), default="text")
        parser.add_argument("--fix", action="store_true", help="apply every safe fix; needs -o")
        parser.add_argument("-o", "--output", metavar="FILE", help="path of the fixed plan")

    def handle(self, *args: Any, **options: Any) -> None:
        source_path, form = options["plan"], options["format"]
        if options["fix"] != bool(options["output"]):
            raise CommandError("Use --fix and -o FILE together.", returncode=USAGE)
        try:
            source = source_of(source_path)
            file = generators.read_plan_file(source)
            if options["fix"]:
                file, source = self._fixed(file, options["output"])
            judgement = generators.judge_file(file, timezone.localdate())
        except generators.Unreadable as error:
            complain(self.stderr, source_path, error.problems)
            self._print(_unreadable(error, source_path, form))
            sys.exit(UNREADABLE)
        self._print(_report(judgement, source, source_path, form))
        if form == "text":
            conclude(self.stderr, judgement)
        if judgement.errors:
            sys.exit(BLOCKED)

    def _fixed(self, file: generators.PlanFile, output: str) -> tuple[generators.PlanFile, bytes]:
        better, fixes = generators.fixed_file(file, timezone.localdate())
        source = generators.plan_file_yaml(better).encode()
        try:
            Path(output).write_bytes(source)
        except OSError as error:
            raise CommandError(
                f"The fixed plan was not written: {error}", returncode=USAGE
            ) from None
        for fix in fixes:
            where = f"{fix.environment}: " if fix.environment else ""
            self.stderr.write(f"{where}{fix.path}: {fix.before!s} -> {fix.after!s} ({fix.rule})")
        self.stderr.write(f"Wrote {output} with {len(fixes)} changed choices.")
        return better, source

    def _print(self, text: str) -> None:
        self.stdout.write(text, ending="")


def _unreadable(error: generators.Unreadable, source_path: str, form: str) -> str:
    if form == "json":
        return generators.unreadable_as_json(error.problems)
    if form == "sarif":
        return generators.unreadable_as_sarif(error.problems, source_path)
    return ""


def _report(judgement: generators.FileJudgement, source: bytes, source_path: str, form: str) -> str:
    if form == "json":
        return generators.as_json(judgement)
    if form == "sarif":
        lines = generators.line_numbers(source)
        return generators.as_sarif(judgement, source_path, lines, settings.SITE_URL)
    return generators.as_text(judgement)

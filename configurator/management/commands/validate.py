"""``manage.py validate PLAN``: what the guide makes of a plan."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

import generators
from configurator.plan_file import BLOCKED
from configurator.plan_file import UNREADABLE
from configurator.plan_file import complain
from configurator.plan_file import source_of


class Command(BaseCommand):
    """Prints findings and coverage. Exit 0: no error. 1: errors. 2: not a plan."""

    help = "Check a plan file against the guide."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("plan", metavar="PLAN", help="path of a plan file, or - for stdin")
        parser.add_argument("--format", choices=("text", "json", "sarif"), default="text")

    def handle(self, *args: Any, **options: Any) -> None:
        place, form = options["plan"], options["format"]
        try:
            source = source_of(place)
            judgement = generators.judge(generators.read(source), timezone.localdate())
        except generators.Unreadable as error:
            complain(self.stderr, place, error.problems)
            self._print(_unreadable(error, place, form))
            sys.exit(UNREADABLE)
        self._print(_report(judgement, source, place, form))
        if judgement.errors:
            sys.exit(BLOCKED)

    def _print(self, text: str) -> None:
        self.stdout.write(text, ending="")


def _unreadable(error: generators.Unreadable, place: str, form: str) -> str:
    if form == "json":
        return generators.unreadable_as_json(error.problems)
    if form == "sarif":
        return generators.unreadable_as_sarif(error.problems, place)
    return ""


def _report(judgement: generators.Judgement, source: bytes, place: str, form: str) -> str:
    if form == "json":
        return generators.as_json(judgement)
    if form == "sarif":
        return generators.as_sarif(judgement, place, generators.line_numbers(source))
    return generators.as_text(judgement)

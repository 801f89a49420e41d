"""``manage.py rules``: every rule of the catalogue."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

import generators


class Command(BaseCommand):
    """Prints the rules, for a terminal or as JSON."""

    help = "List every rule."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--format", choices=("text", "json"), default="text")

    def handle(self, *args: Any, **options: Any) -> None:
        form = options["format"]
        text = generators.rules_as_json() if form == "json" else generators.rules_as_text()
        self.stdout.write(text, ending="")

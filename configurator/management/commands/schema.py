"""``manage.py schema``: the plan's JSON Schema."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand

import generators


class Command(BaseCommand):
    """Prints the JSON Schema of a plan file."""

    help = "Print the JSON Schema of a plan file."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(json.dumps(generators.schema(), indent=2, ensure_ascii=True))

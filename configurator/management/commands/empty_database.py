"""``manage.py empty_database FILE``: what the build of the image runs."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import CommandError

from configurator.management.command import PlainCommand
from configurator.services import empty_database


class Command(PlainCommand):
    """An image starts in a second with it, and in several without."""

    help = "Make a new SQLite database at DATABASE_PATH, and write it into FILE for the image."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path, help="path of the empty database")

    def handle(self, *args: Any, **options: Any) -> None:
        if empty_database.exists():
            raise CommandError("There is a database. Name a new file in DATABASE_PATH.")
        call_command("upgrade")
        empty_database.make(options["file"])

"""``manage.py backup FILE``: copy the SQLite database while the server runs."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.db import connection

from configurator.management.command import PlainCommand
from configurator.models import Configuration
from configurator.models import Revision
from configurator.services.backup import BackupFailed
from configurator.services.backup import back_up
from configurator.wording.plurals import counted

POSTGRES = """\
The database is a PostgreSQL, which has its own tools. Back it up with:
  pg_dump --format=custom --file={target} "$DATABASE_URL"
and restore it into an empty database, while no server runs, with:
  pg_restore --no-owner --exit-on-error --dbname="$DATABASE_URL" {target}"""


class Command(PlainCommand):
    """A copy of the file alone may lack what was saved last: SQLite keeps it in a file beside."""

    help = "Back up the SQLite database into FILE while the server runs; FILE is replaced."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path, help="path of the backup")

    def handle(self, *args: Any, **options: Any) -> None:
        target: Path = options["file"]
        if connection.vendor != "sqlite":
            raise CommandError(POSTGRES.format(target=target))
        source = Path(connection.settings_dict["NAME"])
        if target.resolve() == source.resolve():
            raise CommandError("FILE is the database itself. Name another file.")
        try:
            revisions, configurations = Revision.objects.count(), Configuration.objects.count()
            back_up(target)
        except (OSError, BackupFailed) as error:
            raise CommandError(f"{target} was not written: {error}") from None
        amount = f"{counted(configurations, 'configuration')}, {counted(revisions, 'revision')}"
        self.stdout.write(f"Wrote {target}: at least {amount}.")
        self.stderr.write(f"Back up {settings.RECORD_KEY_FILE} apart from it.")

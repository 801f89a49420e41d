"""The empty SQLite database that the image brings: made when it is built, copied at a first start.

Some hundred changes of tables take seconds, and their outcome is the same each time.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
from contextlib import closing
from contextlib import suppress
from pathlib import Path
from shutil import copyfile

from django.conf import settings
from django.db import connection

from configurator.services.backup import back_up

# The same image has the same bytes, whenever it was built.
APPLIED = "2026-01-01 00:00:00"


def make(target: Path) -> None:
    """Write the current database, which has just been made, into a file without its times."""
    back_up(target)
    with closing(sqlite3.connect(target)) as copy:
        copy.execute("UPDATE django_migrations SET applied = ?", [APPLIED])
        copy.commit()
        copy.execute("VACUUM")


def exists() -> bool:
    """Tell whether there is a database; nothing connects to one of SQLite before, or makes it."""
    return connection.vendor != "sqlite" or Path(connection.settings_dict["NAME"]).exists()


def begin() -> None:
    """Copy the empty database to the place of one that is not there yet.

    Where that cannot be done, migrations make all of it. Nothing that is there is replaced.
    """
    if exists() or not settings.EMPTY_DATABASE.exists():
        return
    path = Path(connection.settings_dict["NAME"])
    with suppress(OSError), tempfile.TemporaryDirectory(dir=path.parent) as folder:
        copy = Path(folder) / path.name
        copyfile(settings.EMPTY_DATABASE, copy)
        with copy.open("rb") as stream:
            os.fsync(stream.fileno())
        os.link(copy, path)

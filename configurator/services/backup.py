"""A copy of the SQLite database while it is in use."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from django.db import connection


class BackupFailed(Exception):
    """There is no backup; the message says why."""


def back_up(target: Path) -> None:
    """Write the database into one file, with everything that was committed before.

    One step of SQLite's backup reads one state of the database while others write. A file of that
    name is replaced when the copy is complete and found intact, and not before.
    """
    number, name = tempfile.mkstemp(prefix=f"{target.name}.", dir=target.parent)
    os.close(number)
    draft = Path(name)
    try:
        _copy(draft)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


def _copy(path: Path) -> None:
    connection.ensure_connection()
    with closing(sqlite3.connect(path)) as copy:
        connection.connection.backup(copy)
        # A file by itself: a log of changes beside it would be forgotten when it is moved.
        copy.execute("PRAGMA journal_mode=DELETE")
        (result,) = copy.execute("PRAGMA integrity_check").fetchone()
    if result != "ok":
        raise BackupFailed(f"The copy is damaged: {result}")
    with path.open("rb") as stream:
        os.fsync(stream.fileno())

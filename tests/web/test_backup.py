"""``manage.py backup``: a copy has every revision that was acknowledged before it began."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from threading import Event
from threading import Thread

import pytest
from django.core.management import CommandError
from django.core.management import call_command
from django.db import connection

import generators
from configurator.access import Visitor
from configurator.models import Configuration
from configurator.models import User
from configurator.services import drafts
from configurator.services import revisions

ROUNDS = 4


@contextmanager
def saving(draft: Configuration, author: User) -> Iterator[list[int]]:
    """Save revision after revision in another thread; the list has those that were answered."""
    acknowledged: list[int] = []
    stop, begun = Event(), Event()

    def save() -> None:
        while not stop.is_set():
            choice = {"metadata.description": f"Save {len(acknowledged)}"}
            draft.refresh_from_db()
            draft.take(generators.revised(draft.plan, choice), {})
            draft.version += 1
            draft.save()
            acknowledged.append(revisions.save(draft.pk, author).revision.number)
            begun.set()
        connection.close()

    thread = Thread(target=save)
    thread.start()
    assert begun.wait(60)
    try:
        yield acknowledged
    finally:
        stop.set()
        thread.join()


@pytest.mark.django_db(transaction=True)
def test_a_backup_has_every_revision_that_was_acknowledged(author: User, tmp_path: Path) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL has its own tools")
    draft = drafts.create(Visitor(author), generators.recommended())
    target = tmp_path / "backup.sqlite3"

    with saving(draft, author) as acknowledged:
        for _ in range(ROUNDS):
            before = set(acknowledged)
            call_command("backup", str(target), stdout=StringIO(), stderr=StringIO())
            with closing(sqlite3.connect(target)) as copy:
                rows = copy.execute("SELECT number FROM configurator_revision").fetchall()
                assert before <= {number for (number,) in rows}

    assert [path.name for path in tmp_path.iterdir()] == [target.name]
    assert target.stat().st_mode & 0o777 == 0o600


@pytest.mark.django_db
def test_a_backup_that_cannot_be_written_says_what_to_do(tmp_path: Path) -> None:
    target = tmp_path / "no folder" / "backup.sqlite3"
    if connection.vendor == "sqlite":
        with pytest.raises(CommandError, match="was not written"):
            call_command("backup", str(target))
        with pytest.raises(CommandError, match="the database itself"):
            call_command("backup", connection.settings_dict["NAME"])
    else:
        with pytest.raises(CommandError, match="pg_dump --format=custom"):
            call_command("backup", str(target))

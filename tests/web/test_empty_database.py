"""An image brings an empty database, so that its first start makes no tables."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError
from django.core.management import call_command
from django.db import connection

from configurator.management.commands import deliver
from configurator.services import empty_database


@pytest.fixture
def database(
    transactional_db: None, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """Return where the file of a first start belongs, with the image's empty one beside."""
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL has its own file")
    settings.EMPTY_DATABASE = tmp_path / "empty.sqlite3"
    empty_database.make(settings.EMPTY_DATABASE)
    path = tmp_path / "volume/configurator.sqlite3"
    path.parent.mkdir()
    monkeypatch.setitem(connection.settings_dict, "NAME", path)
    return path


def asked(path: Path, query: str) -> list[Any]:
    with closing(sqlite3.connect(path)) as opened:
        return opened.execute(query).fetchall()


def test_a_first_start_has_all_tables_and_all_migrations(database: Path) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master ORDER BY name")
        tables = cursor.fetchall()
        cursor.execute("SELECT app, name FROM django_migrations ORDER BY app, name")
        migrations = cursor.fetchall()
    assert not deliver.ready()

    empty_database.begin()

    assert asked(database, "SELECT name, sql FROM sqlite_master ORDER BY name") == tables
    assert (
        asked(database, "SELECT app, name FROM django_migrations ORDER BY app, name") == migrations
    )
    assert asked(database, "SELECT DISTINCT applied FROM django_migrations") == [
        (empty_database.APPLIED,)
    ]
    assert list(database.parent.iterdir()) == [database]


def test_a_database_that_is_there_stays(database: Path) -> None:
    database.write_bytes(b"mine")

    empty_database.begin()

    assert database.read_bytes() == b"mine"
    with pytest.raises(CommandError, match="There is a database"):
        call_command("empty_database", database.parent / "other")


def test_without_an_empty_database_migrations_make_it(database: Path, settings: Any) -> None:
    settings.EMPTY_DATABASE.unlink()

    empty_database.begin()

    assert not database.exists()


def test_the_same_image_has_the_same_bytes(database: Path, settings: Any, tmp_path: Path) -> None:
    again = tmp_path / "again.sqlite3"

    empty_database.make(again)

    assert again.read_bytes() == settings.EMPTY_DATABASE.read_bytes()

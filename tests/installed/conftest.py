"""Installations, each with a database of its own."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.installed.installation import Installation
from tests.postgres import another


@pytest.fixture(params=["sqlite", "postgresql"])
def installation(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Installation]:
    """Return an installation with an empty database, once a kind of database."""
    if request.param == "sqlite":
        database = {"DATABASE_PATH": str(tmp_path / "kept.sqlite3")}
    else:
        database = {"DATABASE_URL": another(request.getfixturevalue("postgres_url"))}
    yield Installation(database, tmp_path)
    if request.param == "sqlite":
        with closing(sqlite3.connect(database["DATABASE_PATH"])) as file:
            assert file.execute("PRAGMA integrity_check").fetchone() == ("ok",)

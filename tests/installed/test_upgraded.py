"""What the released version kept is there after the newest version took over its database."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from typing import Any
from uuid import uuid4

import psycopg
import pytest

from tests.installed.installation import Installation

pytestmark = pytest.mark.slow

RELEASED = "0001_drafts"
DRAFT = {
    "id": uuid4().hex,
    "owner": "the name of a browser's session",
    "name": "acme-production",
    "preset": "small-team",
    "document": json.dumps(
        {
            "apiVersion": "skillflaw-configurator/v1",
            "kind": "DeploymentPlan",
            "metadata": {"name": "acme-production"},
            "spec": {"redis": {"port": 7001}},
        }
    ),
    "unfinished": json.dumps({"redis.host": "https://cache/x"}),
    "version": 3,
    "tab": "0123456789abcdef",
    "created": "2026-11-23 10:00:00",
    "updated": "2026-11-23 11:00:00",
}


def asked(installation: Installation, query: str, values: tuple[object, ...]) -> list[Any]:
    """Ask the database of an installation; `?` stands for a value."""
    if url := installation.environment.get("DATABASE_URL"):
        with psycopg.connect(url) as server:
            cursor = server.execute(query.replace("?", "%s").encode(), values)
            return cursor.fetchall() if cursor.description else []
    with closing(sqlite3.connect(installation.environment["DATABASE_PATH"])) as file, file:
        return file.execute(query, values).fetchall()


def released(installation: Installation) -> None:
    """Make the tables as the released version had them, with a draft of somebody's browser."""
    installation.run("manage.py", "migrate", "--verbosity", "0", "configurator", RELEASED)
    installation.run("manage.py", "migrate", "--verbosity", "0", "sessions")
    names, signs = ", ".join(DRAFT), ", ".join("?" for _ in DRAFT)
    asked(
        installation,
        f"INSERT INTO configurator_configuration ({names}) VALUES ({signs})",  # noqa: S608 - our own names
        tuple(DRAFT.values()),
    )


# On PostgreSQL the history below has a draft of every release.
@pytest.mark.parametrize("installation", ["sqlite"], indirect=True)
def test_a_draft_of_the_released_version_is_still_its_browsers_own(
    installation: Installation,
) -> None:
    released(installation)

    installation.run("manage.py", "migrate", "--verbosity", "0")

    (draft,) = installation.rows("read").values()
    rows = asked(installation, "SELECT browser, name, state FROM configurator_configuration", ())
    assert draft["plan"]["spec"]["redis"]["port"] == 7001
    assert draft["unfinished"] == {"redis.host": "https://cache/x"}
    assert [tuple(row) for row in rows] == [(DRAFT["owner"], "acme-production", "unsaved")]


def test_rows_of_every_release_are_still_there_and_their_pages_open(
    installation: Installation,
) -> None:
    history = json.loads(installation.run("-m", "tests.installed.history"))

    # A migration may make rows of others, as inboxes of notifications, and deletes none.
    missing = [table for table, count in history["added"].items() if history["rows"][table] < count]
    assert history["added"].keys() == history["rows"].keys()
    assert not missing
    assert history["added"]["configuration"] > 10
    assert not [page for page in history["pages"] if not page.endswith(" 200")]
    # The other tests make their tables from the models.
    assert not history["differences"]

"""The database: PostgreSQL where DATABASE_URL is set, otherwise an SQLite file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import dj_database_url

POSTGRES = ("postgres://", "postgresql://")
MAX_AGE = 60  # seconds for which a connection is reused; one of PostgreSQL after a health check
# Seconds. A request tries a few times, and an outage is to be told soon.
CONNECT_TIMEOUT = 4
# The message does not repeat the URL, which holds a password.
HOW = "Write postgres://USER:PASSWORD@HOST:5432/DATABASE, with special characters percent-encoded."


def database(url: str, path: Path) -> dict[str, Any]:
    """Return Django's settings of the database; exit with a message where the URL is invalid."""
    return _postgres(url) if url else _sqlite(path)


def _sqlite(path: Path) -> dict[str, Any]:
    """Return the settings of an SQLite file.

    A transaction takes the write lock when it begins, so that two saves wait for each other
    instead of failing. `synchronous=FULL` waits for the disk, so that a committed save survives a
    power failure. A connection is reused: to open one takes longer than most queries.
    """
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "CONN_MAX_AGE": MAX_AGE,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
        },
        # A file: a test and its live server would lock each other out of a database in memory.
        "TEST": {"NAME": path.with_name("test.sqlite3")},
    }


def _postgres(url: str) -> dict[str, Any]:
    if not url.startswith(POSTGRES):
        sys.exit(f"DATABASE_URL must be a PostgreSQL URL. {HOW}")
    try:
        parsed = dj_database_url.parse(url, conn_max_age=MAX_AGE, conn_health_checks=True)
    except ValueError:
        parsed = {"NAME": ""}
    if not parsed["NAME"]:
        sys.exit(f"DATABASE_URL has no database name. {HOW}")
    options = {"connect_timeout": CONNECT_TIMEOUT, **parsed.get("OPTIONS", {})}
    return {**parsed, "OPTIONS": options}

"""Where everything is kept: an SQLite file, or the PostgreSQL that DATABASE_URL names."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import dj_database_url

POSTGRES = ("postgres://", "postgresql://")
MAX_AGE = 60  # seconds that a connection is used again, after a look whether it still works
CONNECT_TIMEOUT = 10  # seconds for a server to take a connection
# Without the address: a password stands in it.
HOW = "Write postgres://USER:PASSWORD@HOST:5432/DATABASE, with special characters percent-encoded."


def database(url: str, path: Path) -> dict[str, Any]:
    """Give Django's settings of the database; one line, and the end, where the URL is none."""
    return _postgres(url) if url else _sqlite(path)


def _sqlite(path: Path) -> dict[str, Any]:
    """Keep all in a file, each save in turn.

    A save takes the write lock when it begins, so two saves queue instead of failing half-way.
    What was acknowledged survives a power cut too: `synchronous=FULL` waits for the disk.
    """
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
        },
        # A file: in memory, a test and the server that it talks to would lock each other out.
        "TEST": {"NAME": path.with_name("test.sqlite3")},
    }


def _postgres(url: str) -> dict[str, Any]:
    if not url.startswith(POSTGRES):
        sys.exit(f"DATABASE_URL must be a PostgreSQL URL. {HOW}")
    try:
        read = dj_database_url.parse(url, conn_max_age=MAX_AGE, conn_health_checks=True)
    except ValueError:
        read = {"NAME": ""}
    if not read["NAME"]:
        sys.exit(f"DATABASE_URL has no database name. {HOW}")
    options = {"connect_timeout": CONNECT_TIMEOUT, **read.get("OPTIONS", {})}
    return {**read, "OPTIONS": options}

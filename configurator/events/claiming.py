"""One worker claims at a time where what all of them have claimed is counted."""

from __future__ import annotations

from django.db import connection

# Any number that no other application takes in the same database.
LOCK = 7_355_609


def one_worker_claims() -> None:
    """Wait for the other workers that claim; the lock ends with the transaction.

    A transaction of SQLite has its database for itself from the beginning.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])

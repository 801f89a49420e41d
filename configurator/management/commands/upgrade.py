"""`manage.py upgrade`: bring the database up to date, before a server or a worker starts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from configurator.management.command import PlainCommand
from configurator.services import empty_database

# Any number that no other application takes in the same database.
LOCK = 7_355_608
# A migration that waits for a table makes every later query wait behind it: give up, and try again.
WAIT = "10s"


class Command(PlainCommand):
    """Apply the migrations and create the table of the cache; several may run at once."""

    help = "Bring the database up to date. Of several processes, the first one does it."

    def handle(self, *args: Any, **options: Any) -> None:
        """Do what is left to do; quick where nothing is."""
        with _alone():
            empty_database.begin()
            if pending():
                call_command("migrate", verbosity=0)
            call_command("createcachetable", verbosity=0)


@contextmanager
def _alone() -> Iterator[None]:
    """Let one process in at a time; with SQLite there is one container, so only one comes."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        cursor.execute("SELECT set_config('lock_timeout', %s, false)", [WAIT])
    try:
        yield
    finally:
        # The lock and the setting belong to the connection, and end with it.
        connection.close()


def pending() -> bool:
    """Tell whether the database lacks a migration."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))

"""Processes of the release before go on while a migration runs, and after it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import AddField
from django.db.models import CharField
from django.db.models import Field
from django_migration_linter import MigrationLinter

from configurator.config import database_url

# Up to here nobody runs two releases beside each other: none of them is released.
UNRELEASED = 5


ON_POSTGRESQL = "rolling"  # a rolling update has several processes, and so a PostgreSQL


@pytest.fixture
def linter(postgres_url: str, django_db_blocker: Any) -> Iterator[MigrationLinter]:
    """Return the linter of migrations, which looks at the SQL for PostgreSQL."""
    settings = database_url.database(postgres_url, Path())
    connections.databases[ON_POSTGRESQL] = {**connections.databases["default"], **settings}
    with django_db_blocker.unblock():
        yield MigrationLinter(database=ON_POSTGRESQL, no_cache=True)
        connections[ON_POSTGRESQL].close()
    del connections.databases[ON_POSTGRESQL]
    del connections[ON_POSTGRESQL]


def migrations() -> Iterator[Any]:
    """Yield our own migrations, each with its name."""
    for (app, _), migration in sorted(MigrationLoader(None).disk_migrations.items()):
        if app == "configurator":
            yield migration


def added_columns() -> Iterator[tuple[str, AddField]]:
    """Yield each column that a later migration adds, with its name."""
    migrations = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    for (app, name), migration in migrations.items():
        if app == "configurator" and int(name[:4]) > UNRELEASED:
            for operation in migration.operations:
                if isinstance(operation, AddField):
                    yield f"{name}: {operation.model_name}.{operation.name}", operation


def takes_rows_without_it(field: Field[object, object]) -> bool:
    """Tell whether the database accepts a row of a process that does not know the column.

    Django gives `default` to the rows that exist and drops it from the table again; `db_default`
    stays: https://docs.djangoproject.com/en/5.2/ref/models/fields/#db-default
    """
    return field.null or field.has_db_default()


def test_processes_of_the_release_before_can_insert_rows() -> None:
    refusing = [name for name, added in added_columns() if not takes_rows_without_it(added.field)]

    assert not refusing


def test_a_default_that_only_python_knows_is_refused() -> None:
    nullable: Any = CharField
    assert not takes_rows_without_it(CharField(default=""))
    assert takes_rows_without_it(CharField(default="", db_default=""))
    assert takes_rows_without_it(nullable(null=True))


@pytest.mark.slow
def test_no_migration_takes_away_what_the_release_before_uses(
    linter: MigrationLinter, capsys: pytest.CaptureFixture[str]
) -> None:
    for migration in migrations():
        if int(migration.name[:4]) > UNRELEASED:
            linter.lint_migration(migration)

    assert not linter.has_errors, capsys.readouterr().out


@pytest.mark.slow
def test_a_column_that_is_renamed_or_dropped_is_refused(
    linter: MigrationLinter, capsys: pytest.CaptureFixture[str]
) -> None:
    linter.lint_migration(next(m for m in migrations() if m.name == "0002_people_and_revisions"))

    assert linter.has_errors
    assert "RENAMING columns" in capsys.readouterr().out

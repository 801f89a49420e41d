"""A column that is added may not stop processes of the release before from inserting rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import AddField
from django.db.models import CharField
from django.db.models import Field

# Up to here nobody runs two releases beside each other: none of them is released.
UNRELEASED = 5


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

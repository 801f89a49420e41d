"""The tables of a database, as its server describes them, and those that the models would make."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.management import call_command
from django.db import connections
from django.test import override_settings

from configurator.config import database_url
from tests.postgres import another

OF_MODELS = "of-models"


def differences() -> list[str]:
    """Name the tables that migrations made otherwise than the models say."""
    migrated, modelled = tables("default"), tables(_made_from_models())
    both = migrated.keys() | modelled.keys()
    return sorted(name for name in both if migrated.get(name) != modelled.get(name))


def tables(alias: str) -> dict[str, Any]:
    """Describe each table of ours: its columns, what its constraints and indexes ask of which."""
    connection = connections[alias]
    look = connection.introspection
    with connection.cursor() as cursor:
        return {
            name: (
                sorted(
                    (column.name, column.type_code, column.internal_size, column.null_ok)
                    for column in look.get_table_description(cursor, name)
                ),
                sorted(map(_asked, look.get_constraints(cursor, name).values())),
            )
            for name in look.table_names(cursor)
            if name.startswith("configurator_")
        }


def _asked(constraint: Mapping[str, Any]) -> str:
    """Write a constraint without its name, which Django makes up from what the table was."""
    return repr(sorted((key, value) for key, value in constraint.items() if key != "definition"))


def _made_from_models() -> str:
    """Make the tables of the models in another database, and name its connection."""
    url = os.environ.get("DATABASE_URL")
    database = database_url.database(another(url), Path()) if url else {"NAME": ":memory:"}
    connections.databases[OF_MODELS] = {**connections.databases["default"], **database}
    none = {app.label: None for app in apps.get_app_configs()}
    with override_settings(MIGRATION_MODULES=none):
        call_command("migrate", database=OF_MODELS, run_syncdb=True, verbosity=0)
    return OF_MODELS

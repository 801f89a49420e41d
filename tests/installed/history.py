"""Upgrades a database release by release: `python -m tests.installed.history`.

After each migration it adds a row to every table as that release had it, so that the later ones
meet the rows of all earlier releases. Prints how many rows there are, what pages answer, and which
tables are not those of the models.
"""

from __future__ import annotations

import json
import os
import sys
import zlib
from collections import Counter
from collections.abc import Callable
from io import BytesIO
from typing import Any
from uuid import uuid4
from zipfile import ZipFile

import django
from django.core.management import call_command
from django.db import connection
from django.db import models
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from tests.installed.tables import differences

APP = "configurator"
# What may be null and is not, as every row of the product has it.
FILLED = {("configuration", "person"), ("share", "person"), ("revision", "archive")}
# What a model is called today.
RENAMED = {"look": "lastseen"}
# A model as it was in some release, which no type checker knows.
Model = Any


def upgraded() -> dict[str, Any]:
    """Apply every migration, each after a row of its predecessor was added to every table."""
    added: Counter[str] = Counter()
    loader = MigrationLoader(connection)
    plan = MigrationExecutor(connection).migration_plan(loader.graph.leaf_nodes())
    for migration, _ in plan:
        node = (migration.app_label, migration.name)
        MigrationExecutor(connection).migrate([node])
        if migration.app_label == APP:
            add_rows(loader.project_state(node).apps, added, migration.name)
    call_command("migrate", verbosity=0)  # which ends as an upgrade does
    return {"added": dict(added)}


def add_rows(apps: Any, added: Counter[str], release: str) -> None:
    """Add a row to every table of one release, and count it."""
    made: dict[str, Any] = {}
    waiting = sorted(apps.get_app_config(APP).get_models(), key=lambda model: model.__name__)
    while waiting:
        model = next(model for model in waiting if _needs(model) <= set(made))
        waiting.remove(model)
        name = model._meta.model_name
        made[name] = model.objects.create(**_values(model, made, release))
        added[RENAMED.get(name, name)] += 1


def _is_needed(model: Model, field: Any) -> bool:
    return not field.null or (model._meta.model_name, field.name) in FILLED


def _needs(model: Model) -> set[str]:
    """Name the models of ours that a row needs one of; not the model itself."""
    return {
        field.related_model._meta.model_name
        for field in model._meta.concrete_fields
        if field.is_relation and _is_needed(model, field) and field.related_model is not model
        if field.related_model._meta.app_label == APP
    }


def _values(model: Model, made: dict[str, Any], release: str) -> dict[str, Any]:
    fields = [
        field
        for field in model._meta.concrete_fields
        if not isinstance(field, models.AutoField | models.BigAutoField)
        and _is_needed(model, field)
    ]
    return {
        field.name: made[field.related_model._meta.model_name]
        if field.is_relation
        else _value(field, release)
        for field in fields
    }


def _value(field: Any, release: str) -> Any:
    """Return a value that the product could have written."""
    if field.choices:
        return field.choices[0][0]
    if field.name in NAMED:
        return NAMED[field.name]()
    for kind, value in TYPED:
        if isinstance(field, kind):
            return value()
    if field.has_default():
        return field.get_default()
    return _text(field, release)


def _text(field: Any, release: str) -> Any:
    if isinstance(field, models.CharField) and not field.blank:
        unique = field.unique or "slug" in field.name or "digest" in field.name
        return (uuid4().hex if unique else release)[: field.max_length]
    return {models.IntegerField: 1, models.JSONField: {}}.get(_kind(field), "")


def _kind(field: Any) -> type[Any]:
    kinds: tuple[type[Any], ...] = (models.IntegerField, models.JSONField)
    return next((kind for kind in kinds if isinstance(field, kind)), models.TextField)


def _plan() -> dict[str, Any]:
    import generators

    return generators.sparse(generators.recommended())


def _zipped() -> bytes:
    """Return a zip of a bundle, of other bytes each time."""
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        archive.writestr("acme-production/plan.yaml", f"kind: DeploymentPlan # {uuid4()}\n")
    return stream.getvalue()


def read() -> dict[str, Any]:
    """Count what there is now, and open the pages of every configuration as its owner."""
    from django.apps import apps
    from django.test import Client

    from configurator.models import Configuration

    tables: list[Model] = list(apps.get_app_config(APP).get_models())
    rows = {model._meta.model_name: model.objects.count() for model in tables}
    pages: Counter[str] = Counter()
    for configuration in Configuration.objects.exclude(person=None):
        client = Client(raise_request_exception=False, SERVER_NAME="localhost")
        assert configuration.person
        client.force_login(configuration.person)
        for page in ("", "r/1/", "discussion/", "audit-log/", "findings/"):
            status = client.get(f"/c/{configuration.pk}/{page}", follow=True).status_code
            pages[f"{page} {status}"] += 1
    return {"rows": rows, "pages": dict(pages)}


# By the name of the column, or else by its type, the narrower one first.
NAMED: dict[str, Callable[[], Any]] = {
    "document": _plan,
    "complete": _plan,
    "latest": lambda: 1,
    "result": lambda: "ready",
    "verdict": lambda: "ready",
}
TYPED: tuple[tuple[type[Any], Callable[[], Any]], ...] = (
    (models.BinaryField, lambda: zlib.compress(_zipped())),
    (models.DateTimeField, timezone.now),
    (models.DateField, lambda: timezone.now().date()),
)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "configurator.settings")
    django.setup()
    json.dump({**upgraded(), **read(), "differences": differences()}, sys.stdout)

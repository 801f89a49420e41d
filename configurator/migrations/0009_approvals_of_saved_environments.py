"""Approvals that were given to revisions with environments approve all of their environments."""

from __future__ import annotations

from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def list_environments(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Write into each revision, and each configuration, which environments are approved."""
    revisions = apps.get_model("configurator", "Revision").objects.exclude(environments=[])
    columns = ("environments", "required", "state", "number", "configuration")
    last: dict[Any, dict[str, int]] = {}
    for revision in revisions.order_by("number").only(*columns):
        approved = revision.state == "approved"
        revision.environment_approvals = [
            {"environment": name, "required": revision.required, "approved": approved}
            for name in revision.environments
        ]
        revision.save(update_fields=["environment_approvals"])
        numbers = last.setdefault(revision.configuration_id, {})
        numbers |= dict.fromkeys(revision.environments, revision.number) if approved else {}
        rows = [
            {"environment": name, "required": revision.required, "approved": numbers.get(name, 0)}
            for name in revision.environments
        ]
        latest = apps.get_model("configurator", "Configuration").objects.filter(
            pk=revision.configuration_id, latest=revision.number
        )
        latest.update(environment_approvals=rows)


class Migration(migrations.Migration):
    dependencies = [
        ("configurator", "0008_approval_by_environment"),
    ]

    operations = [
        migrations.RunPython(list_environments, migrations.RunPython.noop),
    ]

"""Rename columns of reviews and comments to the words of the product."""

from __future__ import annotations

import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations
from django.db import models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

VERBS = ("commented", "resolved", "reopened")


def rename_detail(apps: Apps, old: str, new: str) -> None:
    """Rename a key in the details of the events about threads."""
    events = apps.get_model("configurator", "Event").objects.filter(verb__in=VERBS)
    for event in events.iterator():
        if old in event.detail:
            event.detail[new] = event.detail.pop(old)
            event.save(update_fields=["detail"])


def place_to_path(apps: Apps, _: BaseDatabaseSchemaEditor) -> None:
    rename_detail(apps, "place", "path")


def path_to_place(apps: Apps, _: BaseDatabaseSchemaEditor) -> None:
    rename_detail(apps, "path", "place")


class Migration(migrations.Migration):
    dependencies = [("configurator", "0002_people_and_revisions")]

    operations = [
        migrations.RenameField("thread", "place", "path"),
        migrations.RenameField("review", "verdict", "decision"),
        migrations.RenameField("revision", "verdict", "result"),
        migrations.RenameField("revision", "wrote", "writers"),
        migrations.RenameModel("Look", "LastSeen"),
        migrations.AlterField(
            "lastseen",
            "configuration",
            models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="last_seen",
                to="configurator.configuration",
            ),
        ),
        migrations.RunPython(place_to_path, path_to_place),
    ]

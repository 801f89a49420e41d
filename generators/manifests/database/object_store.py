"""Backups of the CloudNativePG cluster to object storage, by the Barman Cloud plugin."""

from __future__ import annotations

import re

from generators.manifests.part import File
from generators.manifests.part import Manifest
from generators.manifests.part import RequiredSecret
from generators.manifests.part import SecretEntry
from generators.manifests.part import because
from generators.manifests.part import labels
from generators.plan import Plan
from generators.plan.scalars import six_fields

PLUGIN = "barman-cloud.cloudnative-pg.io"
STORE = "postgres-backup"
CREDENTIALS = "postgres-backup"
CHOICES = ("database.backup.schedule", "database.backup.destination")

_AZURE = re.compile(r"(?:azblob|https)://(?P<account>[a-z0-9]+)(?:\.blob\.core\.windows\.net)?/")


def provider(plan: Plan) -> str:
    """Name the object store of the destination: ``s3``, ``gs``, ``azure``, or nothing."""
    destination = plan.database.backup.destination.strip()
    for scheme in ("s3", "gs"):
        if destination.startswith(f"{scheme}://"):
            return scheme
    blob = ".blob.core.windows.net/" in destination or destination.startswith("azblob://")
    return "azure" if blob and _AZURE.match(destination) else ""


def backed_up(plan: Plan) -> bool:
    """Tell whether the plan says when to back up, and to an object store that Barman knows."""
    return bool(plan.database.backup.schedule and provider(plan))


def _path(plan: Plan) -> str:
    """Write the destination as Barman reads it; it knows Azure by https alone."""
    destination = plan.database.backup.destination.strip()
    if provider(plan) != "azure":
        return destination
    return _AZURE.sub(r"https://\g<account>.blob.core.windows.net/", destination, count=1)


# Field of the ObjectStore, key in the Secret, what it holds.
_KEYS: dict[str, tuple[tuple[str, str, str], ...]] = {
    "s3": (
        ("accessKeyId", "ACCESS_KEY_ID", "The access key's id."),
        ("secretAccessKey", "SECRET_ACCESS_KEY", "The access key."),
    ),
    "gs": (
        (
            "applicationCredentials",
            "application-credentials.json",
            "The JSON key of a service account with write access to the bucket.",
        ),
    ),
    "azure": (
        ("storageAccount", "STORAGE_ACCOUNT", "The storage account's name."),
        ("storageKey", "STORAGE_KEY", "An access key of that account."),
    ),
}
_FIELD = {"s3": "s3Credentials", "gs": "googleCredentials", "azure": "azureCredentials"}


def required(plan: Plan) -> tuple[RequiredSecret, ...]:
    """List the Secret with the object store's credentials, where there is a backup."""
    if not backed_up(plan):
        return ()
    chosen = provider(plan)
    entries = tuple(
        SecretEntry(key, holds, from_file=key.endswith(".json")) for _, key, holds in _KEYS[chosen]
    )
    return (
        RequiredSecret(
            name=CREDENTIALS,
            entries=entries,
            purpose="The backup sidecar of PostgreSQL writes base backups and the write-ahead "
            "log with it.",
            choices=("database.mode", *CHOICES),
            guide=("postgres.backup", "security.secrets"),
        ),
    )


def plugins() -> list[Manifest]:
    """Make the cluster's ``plugins``: this store takes its write-ahead log too."""
    return [
        {"name": PLUGIN, "isWALArchiver": True, "parameters": {"barmanObjectName": STORE}},
    ]


def files(plan: Plan, directory: str) -> tuple[File, ...]:
    """Make the store and the schedule, where there is a backup."""
    made = (_store(plan, directory), _schedule(plan, directory)) if backed_up(plan) else ()
    return because(made, *CHOICES)


def _store(plan: Plan, directory: str) -> File:
    chosen = provider(plan)
    references = {field: {"name": CREDENTIALS, "key": key} for field, key, _ in _KEYS[chosen]}
    store: Manifest = {
        "apiVersion": "barmancloud.cnpg.io/v1",
        "kind": "ObjectStore",
        "metadata": {"name": STORE, "labels": labels("database")},
        "spec": {
            "retentionPolicy": f"{plan.database.backup.retention_days}d",
            "configuration": {
                "destinationPath": _path(plan),
                _FIELD[chosen]: references,
                "wal": {"compression": "gzip"},
                "data": {"compression": "gzip"},
            },
            "instanceSidecarConfiguration": {
                "resources": {
                    "requests": {"cpu": "50m", "memory": "128Mi", "ephemeral-storage": "64Mi"},
                    "limits": {"memory": "512Mi", "ephemeral-storage": "1Gi"},
                },
            },
        },
    }
    return File(
        path=f"{directory}/object-store.yaml",
        content=(store,),
        why="The location and the retention of base backups and the write-ahead log. "
        "Point-in-time recovery covers the retention period.",
        choices=("database.backup.destination", "database.backup.retentionDays"),
        guide=("postgres.backup",),
    )


def _schedule(plan: Plan, directory: str) -> File:
    schedule: Manifest = {
        "apiVersion": "postgresql.cnpg.io/v1",
        "kind": "ScheduledBackup",
        "metadata": {"name": STORE, "labels": labels("database")},
        "spec": {
            "schedule": six_fields(plan.database.backup.schedule),
            # The first one at once: until then there is nothing to restore from.
            "immediate": True,
            "backupOwnerReference": "self",
            "cluster": {"name": "postgres"},
            "target": "prefer-standby",
            "method": "plugin",
            "pluginConfiguration": {"name": PLUGIN},
        },
    }
    return File(
        path=f"{directory}/scheduled-backup.yaml",
        content=(schedule,),
        why="The schedule of base backups, in the operator's six fields, seconds first.",
        choices=("database.backup.schedule",),
        guide=("postgres.backup",),
    )

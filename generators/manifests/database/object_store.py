"""Backups of the CloudNativePG cluster to object storage, by the Barman Cloud plugin."""

from __future__ import annotations

import re

from generators.manifests.limits import LARGE
from generators.manifests.limits import limited
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

# https://azure.github.io/azure-workload-identity/docs/topics/service-account-labels-and-annotations.html
AZURE_LABEL = "azure.workload.identity/use"

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
# How Barman signs in with the identity of its pod:
# https://cloudnative-pg.io/plugin-barman-cloud/docs/object_stores/
_INHERITED: dict[str, Manifest] = {
    "s3": {"inheritFromIAMRole": True},
    "gs": {"gkeEnvironment": True},
    "azure": {"inheritFromAzureAD": True},
}
_FIELD = {"s3": "s3Credentials", "gs": "googleCredentials", "azure": "azureCredentials"}


def inherits(plan: Plan) -> bool:
    """Tell whether the backups go out with the identity of the ServiceAccount, and no key."""
    return backed_up(plan) and plan.database.backup.identity == "workload-identity"


def identity(plan: Plan) -> Manifest:
    """Make the field of the cluster that gives its ServiceAccount an identity, where it has one."""
    annotations = dict(plan.operations.service_account_annotations)
    if not (inherits(plan) and annotations):
        return {}
    return {"serviceAccountTemplate": {"metadata": {"annotations": annotations}}}


def identity_labels(plan: Plan) -> dict[str, str]:
    """List the labels without which a cloud gives the pods no identity."""
    labelled = plan.operations.pod_labels.get(AZURE_LABEL, "")
    return {AZURE_LABEL: labelled} if inherits(plan) and labelled else {}


def required(plan: Plan) -> tuple[RequiredSecret, ...]:
    """List the Secret with the object store's credentials, where there is a backup with keys."""
    if not backed_up(plan) or inherits(plan):
        return ()
    cloud = provider(plan)
    entries = tuple(
        SecretEntry(key, holds, from_file=key.endswith(".json")) for _, key, holds in _KEYS[cloud]
    )
    return (
        RequiredSecret(
            name=CREDENTIALS,
            entries=entries,
            purpose="The backup sidecar of PostgreSQL writes base backups and the write-ahead "
            "log with it.",
            choices=("database.mode", *CHOICES, "database.backup.identity"),
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
    backup_objects = (
        (_store(plan, directory), _schedule(plan, directory)) if backed_up(plan) else ()
    )
    return because(backup_objects, *CHOICES)


def endpoint(plan: Plan) -> str:
    """Give the URL of an S3-compatible store that is not AWS; nothing for the others."""
    return plan.database.backup.endpoint if provider(plan) == "s3" else ""


def _region(plan: Plan) -> Manifest:
    """Tell the region to Barman's client, boto3, which reads it from this variable.

    https://boto3.amazonaws.com/v1/documentation/api/latest/guide/configuration.html
    """
    region = plan.database.backup.region if provider(plan) == "s3" else ""
    return {"env": [{"name": "AWS_DEFAULT_REGION", "value": region}]} if region else {}


def _store(plan: Plan, directory: str) -> File:
    cloud = provider(plan)
    references = {field: {"name": CREDENTIALS, "key": key} for field, key, _ in _KEYS[cloud]}
    credentials = _INHERITED[cloud] if inherits(plan) else references
    store: Manifest = {
        "apiVersion": "barmancloud.cnpg.io/v1",
        "kind": "ObjectStore",
        "metadata": {"name": STORE, "labels": labels("database")},
        "spec": {
            "retentionPolicy": f"{plan.database.backup.retention_days}d",
            "configuration": {
                "destinationPath": _path(plan),
                **({"endpointURL": endpoint(plan)} if endpoint(plan) else {}),
                _FIELD[cloud]: credentials,
                "wal": {"compression": "gzip"},
                "data": {"compression": "gzip"},
            },
            "instanceSidecarConfiguration": {
                **_region(plan),
                "resources": limited(
                    plan,
                    {
                        "requests": {"cpu": "50m", "memory": "128Mi", "ephemeral-storage": "64Mi"},
                        "limits": {"memory": "512Mi", "ephemeral-storage": "1Gi"},
                    },
                    LARGE,
                ),
            },
        },
    }
    return File(
        path=f"{directory}/object-store.yaml",
        content=(store,),
        why="The location and the retention of base backups and the write-ahead log. "
        "Point-in-time recovery covers the retention period.",
        choices=(
            "database.backup.destination",
            "database.backup.retentionDays",
            "database.backup.endpoint",
            "database.backup.region",
            "database.backup.identity",
            "scaling.helperLimits",
        ),
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

"""PostgreSQL as a cluster that the CloudNativePG operator runs."""

from __future__ import annotations

from generators.manifests.database import object_store
from generators.manifests.database.cluster import cluster_file
from generators.manifests.database.connection import OPERATOR_CA
from generators.manifests.database.connection import OPERATOR_SECRET
from generators.manifests.database.connection import backend_patch
from generators.manifests.database.connection import operator_made
from generators.manifests.database.external import url_secret
from generators.manifests.database.pooler import pooler
from generators.manifests.part import File
from generators.manifests.part import Note
from generators.manifests.part import Part
from generators.manifests.part import RequiredSecret
from generators.manifests.part import SecretEntry
from generators.manifests.podmonitor import pod_monitor
from generators.manifests.podmonitor import scraped
from generators.plan import Plan

COMPONENT = "postgres-cloudnative-pg"
DIRECTORY = f"components/{COMPONENT}"

# Poolers bear the cluster's name too.
INSTANCES = {"cnpg.io/cluster": "postgres", "cnpg.io/podRole": "instance"}


def cloudnative_pg(plan: Plan) -> Part:
    """Make the cluster, its backups, its pooler and its monitor, and connect the backend."""
    files: list[File] = [cluster_file(plan, DIRECTORY), *object_store.files(plan, DIRECTORY)]
    if scraped(plan, plan.database.monitoring):
        files.append(_monitor(plan, DIRECTORY))
    crds = ["postgresql.cnpg.io"]
    if object_store.backed_up(plan):
        crds.append("barmancloud.cnpg.io")
    return Part(
        files=(*files, backend_patch(plan, COMPONENT), *pooler(plan)),
        secrets=required(plan),
        notes=_notes(plan),
        crds=tuple(crds),
    )


def required(plan: Plan) -> tuple[RequiredSecret, ...]:
    """List the Secrets; the operator makes the credentials and the CA itself."""
    credentials = _operators() if operator_made(plan) else url_secret(plan)
    authority = RequiredSecret(
        name=OPERATOR_CA,
        entries=(
            SecretEntry("ca.crt", "The CA certificate that signed the servers' certificates."),
        ),
        purpose="The backend verifies the server certificate of PostgreSQL with it.",
        made_by="CloudNativePG",
        choices=("database.mode",),
        guide=("security.network",),
    )
    return (credentials, authority, *object_store.required(plan))


def _operators() -> RequiredSecret:
    return RequiredSecret(
        name=OPERATOR_SECRET,
        entries=(
            SecretEntry("username", "The owner of the database."),
            SecretEntry("password", "Its password, letters and digits."),
        ),
        purpose="The backend's database URL is assembled from it.",
        made_by="CloudNativePG",
        choices=("database.mode", "database.urlSecret.name", "database.urlSecret.key"),
        guide=("state.database", "security.secrets"),
    )


def _monitor(plan: Plan, directory: str) -> File:
    return File(
        path=f"{directory}/pod-monitor.yaml",
        content=(pod_monitor(plan, "postgres", "database", INSTANCES),),
        why="Prometheus scrapes connections, replication and backups from each instance. The "
        "operator's own option for this is deprecated.",
        choices=("database.monitoring", "operations.alerts", "operations.monitorLabels"),
        guide=("postgres.monitoring", "health.postgres"),
    )


def _notes(plan: Plan) -> tuple[Note, ...]:
    notes = (
        []
        if _sized(plan)
        else [
            Note(
                "manual",
                "Memory and CPU of PostgreSQL are starting values that follow from "
                "max_connections. Measure, then set database.resources.",
                ("database.maxConnections", "database.resources.requests.memory"),
                ("postgres.core",),
            )
        ]
    )
    if plan.database.backup.schedule and not object_store.backed_up(plan):
        notes.append(
            Note(
                "limit",
                "The backup destination is not an object store that Barman supports (s3://, "
                "gs:// or Azure Blob), so the cluster has no ObjectStore and no ScheduledBackup.",
                ("database.backup.destination",),
                ("postgres.backup",),
            )
        )
    if object_store.inherits(plan):
        notes.append(IDENTITY)
    if plan.release.registry_mirror:
        notes.append(OPERATORS)
    return tuple(notes)


def _sized(plan: Plan) -> bool:
    return bool(plan.database.resources.requests.memory or plan.database.resources.limits.memory)


IDENTITY = Note(
    "manual",
    "The backups sign in as the ServiceAccount postgres of this namespace. Allow it to write to "
    "the bucket: in the role's trust policy or its Pod Identity association on AWS, as a member of "
    "the IAM service account on Google Cloud, as a federated credential on Azure.",
    ("database.backup.identity", "operations.serviceAccountAnnotations"),
    ("postgres.backup", "security.secrets"),
)
OPERATORS = Note(
    "manual",
    "The operators choose the images of PgBouncer, of the backup sidecar and of the container that "
    "copies the instance manager. Set PGBOUNCER_IMAGE_NAME and the operator's own image in the "
    "configuration of CloudNativePG, and the sidecar image in that of the Barman Cloud plugin, "
    "to the mirror.",
    ("release.registryMirror", "database.mode"),
    ("postgres.core",),
)

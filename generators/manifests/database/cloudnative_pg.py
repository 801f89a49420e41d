"""PostgreSQL as a cluster that the CloudNativePG operator runs."""

from __future__ import annotations

from generators.manifests.database import object_store
from generators.manifests.database.connection import OPERATOR_CA
from generators.manifests.database.connection import OPERATOR_SECRET
from generators.manifests.database.connection import OWNER
from generators.manifests.database.connection import POOLER
from generators.manifests.database.connection import backend_patch
from generators.manifests.database.connection import operator_made
from generators.manifests.database.connection import pooled
from generators.manifests.database.external import url_secret
from generators.manifests.database.pooler import pooler
from generators.manifests.database.sizing import buffers_mib
from generators.manifests.database.sizing import resources
from generators.manifests.images import CLOUDNATIVE_PG
from generators.manifests.part import File
from generators.manifests.part import Manifest
from generators.manifests.part import Note
from generators.manifests.part import Part
from generators.manifests.part import RequiredSecret
from generators.manifests.part import SecretEntry
from generators.manifests.part import labels
from generators.manifests.podmonitor import pod_monitor
from generators.manifests.podmonitor import scraped
from generators.manifests.storage import KEPT
from generators.plan import Plan

COMPONENT = "postgres-cloudnative-pg"
DIRECTORY = f"components/{COMPONENT}"

# Poolers bear the cluster's name too.
INSTANCES = {"cnpg.io/cluster": "postgres", "cnpg.io/podRole": "instance"}

# With three instances one of the two standbys always has a commit before it is acknowledged.
FOR_SYNCHRONOUS = 3


def cloudnative_pg(plan: Plan) -> Part:
    """Make the cluster, its backups, its pooler and its monitor, and connect the backend."""
    files: list[File] = [_cluster_file(plan), *object_store.files(plan, DIRECTORY)]
    if scraped(plan, plan.database.monitoring):
        files.append(_monitor(DIRECTORY))
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
        entries=(SecretEntry("ca.crt", "The authority that signed the servers' certificates."),),
        purpose="The backend checks with it that PostgreSQL is this cluster.",
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
        purpose="The backend's database URL is put together from it.",
        made_by="CloudNativePG",
        choices=("database.mode", "database.urlSecret.name"),
        guide=("state.database", "security.secrets"),
    )


def _cluster_file(plan: Plan) -> File:
    metadata: Manifest = {
        "name": "postgres",
        "labels": labels("database"),
        "annotations": dict(KEPT),
    }
    cluster: Manifest = {
        "apiVersion": "postgresql.cnpg.io/v1",
        "kind": "Cluster",
        "metadata": metadata,
        "spec": _spec(plan),
    }
    return File(
        path=f"{DIRECTORY}/cluster.yaml",
        content=(cluster,),
        why="The PostgreSQL cluster; no GitOps controller may prune it, because its volumes go "
        "with it.",
        choices=(
            "database.mode",
            "database.instances",
            "database.name",
            "database.size",
            "database.storageClass",
            "database.maxConnections",
            "scaling.spread",
        ),
        guide=("postgres.core", "postgres.storage", "postgres.failover", "postgres.replicas"),
    )


def _spec(plan: Plan) -> Manifest:
    return {
        "instances": plan.database.instances,
        # kustomize's images do not reach this field, so it is pinned here.
        "imageName": f"{CLOUDNATIVE_PG.name}:{CLOUDNATIVE_PG.tag}",
        "inheritedMetadata": {"labels": labels("database")},
        "bootstrap": {
            "initdb": {"database": plan.database.name, "owner": OWNER, "dataChecksums": True},
        },
        "enableSuperuserAccess": False,
        "primaryUpdateStrategy": "unsupervised",
        "primaryUpdateMethod": "switchover" if plan.database.instances > 1 else "restart",
        "storage": _storage(plan),
        "postgresql": _postgresql(plan),
        "resources": resources(plan),
        "affinity": {
            "enablePodAntiAffinity": plan.scaling.spread != "none",
            "podAntiAffinityType": "preferred",
            "topologyKey": _failure_domain(plan),
        },
        **(_pooled_names(plan) if pooled(plan) else {}),
        **({"plugins": object_store.plugins()} if object_store.backed_up(plan) else {}),
    }


def _storage(plan: Plan) -> Manifest:
    chosen = plan.database.storage_class
    return {"size": plan.database.size, **({"storageClass": chosen} if chosen else {})}


def _postgresql(plan: Plan) -> Manifest:
    parameters = {
        "max_connections": str(plan.database.max_connections),
        "shared_buffers": f"{buffers_mib(plan)}MB",
        "log_lock_waits": "on",
        "log_min_duration_statement": "1s",
    }
    if plan.database.instances < FOR_SYNCHRONOUS:
        return {"parameters": parameters}
    # Without a standby left, writes go on rather than stop.
    synchronous = {"method": "any", "number": 1, "dataDurability": "preferred"}
    return {"parameters": parameters, "synchronous": synchronous}


def _failure_domain(plan: Plan) -> str:
    zone = plan.scaling.spread == "zone"
    return "topology.kubernetes.io/zone" if zone else "kubernetes.io/hostname"


def _pooled_names(plan: Plan) -> Manifest:
    """Add the pooler to the certificate, which PgBouncer shows as its own."""
    qualified = f"{POOLER}.{plan.release.namespace}"
    return {"certificates": {"serverAltDNSNames": [POOLER, qualified, f"{qualified}.svc"]}}


def _monitor(directory: str) -> File:
    return File(
        path=f"{directory}/pod-monitor.yaml",
        content=(pod_monitor("postgres", "database", INSTANCES),),
        why="Connections, replication and backups are scraped from each instance; the operator's "
        "own switch for this is deprecated.",
        choices=("database.monitoring", "operations.alerts"),
        guide=("postgres.monitoring", "health.postgres"),
    )


def _notes(plan: Plan) -> tuple[Note, ...]:
    notes = [
        Note(
            "duty",
            "Memory and CPU of PostgreSQL are a starting point that follows from its connections: "
            "measure, then change components/postgres-cloudnative-pg/cluster.yaml.",
            ("database.maxConnections",),
            ("postgres.core",),
        )
    ]
    if plan.database.backup.schedule and not object_store.backed_up(plan):
        notes.append(
            Note(
                "limit",
                "The backup's destination is no object store that Barman knows (s3://, gs:// or "
                "Azure Blob), so the cluster has no ObjectStore and no ScheduledBackup.",
                ("database.backup.destination",),
                ("postgres.backup",),
            )
        )
    if object_store.provider(plan) == "s3" and object_store.backed_up(plan):
        notes.append(
            Note(
                "duty",
                "A store that only speaks S3 needs its address as endpointURL in "
                "components/postgres-cloudnative-pg/object-store.yaml; AWS needs none.",
                ("database.backup.destination",),
                ("postgres.backup",),
            )
        )
    return tuple(notes)

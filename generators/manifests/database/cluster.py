"""The cluster that CloudNativePG runs."""

from __future__ import annotations

from generators.manifests.database import object_store
from generators.manifests.database.connection import OWNER
from generators.manifests.database.connection import POOLER
from generators.manifests.database.connection import pooled
from generators.manifests.database.sizing import RESOURCES
from generators.manifests.database.sizing import buffers_mib
from generators.manifests.database.sizing import resources
from generators.manifests.images import operand_image
from generators.manifests.part import File
from generators.manifests.part import Manifest
from generators.manifests.part import labels
from generators.manifests.placement import pull_secrets
from generators.manifests.storage import KEPT
from generators.plan import Plan

# With three instances one of the two standbys always has a commit before it is acknowledged.
FOR_SYNCHRONOUS = 3


def cluster_file(plan: Plan, directory: str) -> File:
    """Make the cluster: its instances, volumes, parameters and failure domains."""
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
        path=f"{directory}/cluster.yaml",
        content=(cluster,),
        why="The PostgreSQL cluster. No GitOps controller may prune it, because its volumes are "
        "deleted with it.",
        choices=(
            "database.mode",
            "database.instances",
            "database.name",
            "database.size",
            "database.storageClass",
            "database.maxConnections",
            "database.pooler.mode",
            "database.backup.schedule",
            "database.backup.destination",
            "scaling.spread",
            "release.namespace",
            "release.imagePullSecret",
            "release.registryMirror",
            "database.image",
            "database.backup.identity",
            "operations.serviceAccountAnnotations",
            "operations.podLabels",
            "scaling.helperLimits",
            *RESOURCES,
        ),
        guide=("postgres.core", "postgres.storage", "postgres.failover", "postgres.replicas"),
    )


def _spec(plan: Plan) -> Manifest:
    return {
        "instances": plan.database.instances,
        # kustomize's images do not reach this field, so it is pinned here.
        "imageName": operand_image(plan),
        **pull_secrets(plan),
        "inheritedMetadata": {
            "labels": {**labels("database"), **object_store.identity_labels(plan)}
        },
        **object_store.identity(plan),
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
    storage_class = plan.database.storage_class
    return {
        "size": plan.database.size,
        **({"storageClass": storage_class} if storage_class else {}),
    }


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

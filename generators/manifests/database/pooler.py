"""PgBouncer before the CloudNativePG cluster."""

from __future__ import annotations

from generators.manifests.database.connection import POOLER
from generators.manifests.database.connection import pooled
from generators.manifests.limits import LARGE
from generators.manifests.limits import limited
from generators.manifests.part import File
from generators.manifests.part import Manifest
from generators.manifests.part import because
from generators.manifests.part import labels
from generators.manifests.placement import pull_secrets
from generators.manifests.podmonitor import pod_monitor
from generators.manifests.podmonitor import scraped
from generators.plan import Plan

COMPONENT = "postgres-pooler"
DIRECTORY = f"components/{COMPONENT}"

# https://cloudnative-pg.io/documentation/current/labels_annotations/
# The operator's own label of these pods, written out in the template for whoever reads it alone.
PODS = {"cnpg.io/poolerName": POOLER}

# https://www.pgbouncer.org/config.html#max_prepared_statements
# PgBouncer's own default since 1.24; older images had 0, which breaks the driver's statements
# when each transaction may get another connection.
PREPARED_STATEMENTS = "200"


def pooler(plan: Plan) -> tuple[File, ...]:
    """Make the pooler, its disruption budget and its monitor; nothing where none was chosen."""
    if not pooled(plan):
        return ()
    files = [_pooler_file(plan)]
    if plan.database.pooler.instances > 1:
        files.append(_budget())
    if scraped(plan, plan.database.monitoring):
        files.append(_monitor(plan))
    return because(files, "database.pooler.mode", "database.pooler.instances", "scaling.spread")


def _pooler_file(plan: Plan) -> File:
    resource: Manifest = {
        "apiVersion": "postgresql.cnpg.io/v1",
        "kind": "Pooler",
        "metadata": {"name": POOLER, "labels": labels("pooler")},
        "spec": {
            "cluster": {"name": "postgres"},
            "type": "rw",
            "instances": plan.database.pooler.instances,
            "pgbouncer": {"poolMode": plan.database.pooler.mode, "parameters": _parameters(plan)},
            "template": {
                "metadata": {"labels": {**labels("pooler"), **PODS}},
                "spec": _pod(plan),
            },
        },
    }
    return File(
        path=f"{DIRECTORY}/pooler.yaml",
        content=(resource,),
        why="PgBouncer shares few PostgreSQL connections among many backend connections. The "
        "operator already configures PgBouncer to ignore the startup parameter `options`, "
        "which the driver sends.",
        choices=(
            "database.pooler.mode",
            "database.pooler.instances",
            "database.pooler.defaultPoolSize",
            "database.pooler.maxClientConnections",
            "release.imagePullSecret",
            "scaling.helperLimits",
        ),
        guide=("postgres.replicas",),
    )


def _parameters(plan: Plan) -> dict[str, str]:
    pooler = plan.database.pooler
    parameters = {
        "default_pool_size": str(pooler.default_pool_size),
        "max_client_conn": str(pooler.max_client_connections),
    }
    if pooler.mode == "transaction":
        parameters["max_prepared_statements"] = PREPARED_STATEMENTS
    return parameters


def _pod(plan: Plan) -> Manifest:
    """Make what the operator's own pod does not have: bounds and spreading."""
    container: Manifest = {
        "name": "pgbouncer",
        "resources": limited(
            plan,
            {
                "requests": {"cpu": "100m", "memory": "128Mi", "ephemeral-storage": "64Mi"},
                "limits": {"memory": "256Mi", "ephemeral-storage": "256Mi"},
            },
            LARGE,
        ),
    }
    pod: Manifest = {
        "enableServiceLinks": False,
        **pull_secrets(plan),
        "containers": [container],
    }
    if plan.scaling.spread != "none":
        zone = plan.scaling.spread == "zone"
        pod["topologySpreadConstraints"] = [
            {
                "maxSkew": 1,
                "topologyKey": "topology.kubernetes.io/zone" if zone else "kubernetes.io/hostname",
                "whenUnsatisfiable": "ScheduleAnyway",
                "labelSelector": {"matchLabels": PODS},
            }
        ]
    return pod


def _budget() -> File:
    budget: Manifest = {
        "apiVersion": "policy/v1",
        "kind": "PodDisruptionBudget",
        "metadata": {"name": POOLER, "labels": labels("pooler")},
        "spec": {
            "maxUnavailable": 1,
            "unhealthyPodEvictionPolicy": "AlwaysAllow",
            "selector": {"matchLabels": PODS},
        },
    }
    return File(
        path=f"{DIRECTORY}/budget.yaml",
        content=(budget,),
        why="A node drain evicts one PgBouncer at a time. The operator creates no "
        "PodDisruptionBudget for PgBouncer.",
        choices=("database.pooler.instances",),
    )


def _monitor(plan: Plan) -> File:
    return File(
        path=f"{DIRECTORY}/pod-monitor.yaml",
        content=(pod_monitor(plan, POOLER, "pooler", PODS),),
        why="Prometheus scrapes waiting clients and used server connections from each PgBouncer.",
        choices=(
            "database.monitoring",
            "operations.alerts",
            "operations.monitorLabels",
            "database.pooler.mode",
        ),
        guide=("postgres.monitoring",),
    )

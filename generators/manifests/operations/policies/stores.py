"""The ways to PostgreSQL and Redis, for every pod that needs them."""

from __future__ import annotations

from generators.manifests.database.connection import POOLER
from generators.manifests.database.connection import pooled
from generators.manifests.operations.policies.openings import outgoing
from generators.manifests.operations.policies.openings import pods
from generators.manifests.operations.policies.openings import server
from generators.manifests.part import Manifest
from generators.plan import Plan
from generators.plan.kubernetes import SIDECARS_SINCE
from generators.plan.scalars import minor_of

TO_DATABASE = (
    "database.mode",
    "database.host",
    "database.port",
    "database.cidrs",
    "database.pooler.mode",
)
TO_CACHE = ("redis.mode", "redis.host", "redis.port", "redis.cidrs")

POSTGRES = 5432
REDIS = 6379
CLUSTER = "cnpg.io/cluster"
POOLER_LABEL = "cnpg.io/poolerName"


DRILL = "postgres-drill"
"""The Cluster that the runbook restores into beside ``postgres``."""


def instances(cluster: str = "postgres") -> Manifest:
    """Select the operator's PostgreSQL pods of a Cluster.

    Its jobs, which make and join instances, carry no label of ours, and its poolers carry the
    cluster's name too.
    """
    return {
        "matchLabels": {CLUSTER: cluster},
        "matchExpressions": [{"key": POOLER_LABEL, "operator": "DoesNotExist"}],
    }


def pooler() -> Manifest:
    """Select the operator's PgBouncer pods."""
    return {"matchLabels": {POOLER_LABEL: POOLER}}


def migrates(plan: Plan) -> bool:
    """Tell whether the migration Job is there: older clusters cannot run it."""
    able = minor_of(plan.release.kubernetes) >= SIDECARS_SINCE
    return plan.database.migrations == "job" and able


def to_database(plan: Plan, *, direct: bool = False) -> tuple[Manifest, ...]:
    """Open the way to the address in the database URL; ``direct`` passes by the pooler."""
    if plan.database.mode == "external":
        peers = server(plan.database.host, plan.database.cidrs)
        return outgoing(peers, plan.database.port)
    if plan.database.mode == "in-cluster":
        return outgoing([pods("database")], POSTGRES)
    labels = pooler() if pooled(plan) and not direct else instances()
    return outgoing([{"podSelector": labels}], POSTGRES)


def to_cache(plan: Plan) -> tuple[Manifest, ...]:
    """Open the way to Redis, where the plan has one."""
    if plan.redis.mode == "external":
        return outgoing(server(plan.redis.host, plan.redis.cidrs), plan.redis.port)
    return outgoing([pods("cache")], REDIS) if plan.redis.mode == "in-cluster" else ()

"""Who may talk to the exporters that measure stores outside the cluster."""

from __future__ import annotations

from generators.manifests.operations.metrics import measures_database
from generators.manifests.operations.metrics import measures_redis
from generators.manifests.operations.policies.data import POSTGRES_METRICS
from generators.manifests.operations.policies.data import REDIS_METRICS
from generators.manifests.operations.policies.data import scrapers
from generators.manifests.operations.policies.openings import policy
from generators.manifests.operations.policies.resolvers import RESOLVERS
from generators.manifests.operations.policies.resolvers import names
from generators.manifests.operations.policies.stores import TO_CACHE
from generators.manifests.operations.policies.stores import TO_DATABASE
from generators.manifests.operations.policies.stores import to_cache
from generators.manifests.operations.policies.stores import to_database
from generators.manifests.part import File
from generators.manifests.part import Manifest
from generators.manifests.part import because
from generators.manifests.part import selector
from generators.plan import Plan


def exporters(plan: Plan) -> tuple[File, ...]:
    """Write the policies of the exporters: Prometheus in, their own store out."""
    files: list[File] = []
    if measures_database(plan):
        file = _file(plan, "postgres-exporter", POSTGRES_METRICS, to_database(plan))
        files += because((file,), "database.monitoring", *TO_DATABASE)
    if measures_redis(plan):
        file = _file(plan, "redis-exporter", REDIS_METRICS, to_cache(plan))
        files += because((file,), "redis.monitoring", *TO_CACHE)
    return tuple(files)


def _file(plan: Plan, name: str, port: int, store: tuple[Manifest, ...]) -> File:
    rules = policy(
        f"skillflaw-{name}",
        {"matchLabels": selector(name)},
        scrapers(plan, port, measured=True),
        (*names(plan), *store),
    )
    return File(
        f"components/network-policies/{name}.yaml",
        (rules,),
        "The exporter may reach its data store, and Prometheus may reach the exporter.",
        ("operations.monitoringNamespace", "operations.alerts", *RESOLVERS),
        ("security.network",),
    )

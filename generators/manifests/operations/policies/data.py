"""Who may talk to the data stores that run in the cluster."""

from __future__ import annotations

from generators.manifests.database.connection import pooled
from generators.manifests.database.downgrade import CHOICES as DOWNGRADED
from generators.manifests.database.downgrade import downgrades
from generators.manifests.database.object_store import backed_up
from generators.manifests.database.object_store import endpoint
from generators.manifests.operations.policies.identity import to_backup_identity
from generators.manifests.operations.policies.openings import EVERY_ADDRESS
from generators.manifests.operations.policies.openings import incoming
from generators.manifests.operations.policies.openings import namespace
from generators.manifests.operations.policies.openings import networks
from generators.manifests.operations.policies.openings import outgoing
from generators.manifests.operations.policies.openings import pods
from generators.manifests.operations.policies.openings import policy
from generators.manifests.operations.policies.openings import server
from generators.manifests.operations.policies.resolvers import RESOLVERS
from generators.manifests.operations.policies.resolvers import names
from generators.manifests.operations.policies.stores import DRILL
from generators.manifests.operations.policies.stores import POSTGRES
from generators.manifests.operations.policies.stores import REDIS
from generators.manifests.operations.policies.stores import instances
from generators.manifests.operations.policies.stores import migrates
from generators.manifests.operations.policies.stores import pooler
from generators.manifests.part import File
from generators.manifests.part import Manifest
from generators.manifests.part import selector
from generators.plan import Plan
from generators.plan.scalars import address_of

POSTGRES_METRICS = 9187
POOLER_METRICS = 9127
REDIS_METRICS = 9121
# https://cloudnative-pg.io/documentation/current/networking/
# The operator asks an instance here how it is, and so does a primary that cannot reach the API
# server: only where its peers do not answer either does it take itself for cut off, and stop.
INSTANCE_STATUS = 8000
API_SERVER = (443, 6443)
HTTPS = 443

MEASURED = ("database.mode", "database.monitoring", "operations.monitoringNamespace")
MIGRATED = ("database.migrations", "release.kubernetes", *DOWNGRADED)
GUIDE = ("security.network",)


def database(plan: Plan) -> tuple[File, ...]:
    """Write the policies of the PostgreSQL pods; none where a managed service runs it."""
    if plan.database.mode == "in-cluster":
        return (_single(plan),)
    if plan.database.mode == "cloudnative-pg":
        return (_operated(plan), *((_pooler(plan),) if pooled(plan) else ()))
    return ()


def _migrations(plan: Plan) -> list[Manifest]:
    return [pods("migrate")] if migrates(plan) or downgrades(plan) else []


def scrapers(plan: Plan, port: int, *, measured: bool) -> tuple[Manifest, ...]:
    """Let Prometheus in to a metrics port, where the plan measures what is behind it."""
    return incoming(namespace(plan.operations.monitoring_namespace), port) if measured else ()


def _single(plan: Plan) -> File:
    backup = [pods("backup")] if plan.database.backup.schedule else []
    rules = policy(
        "postgres",
        {"matchLabels": selector("database")},
        (
            *incoming([pods("backend"), *_migrations(plan), *backup], POSTGRES),
            *scrapers(plan, POSTGRES_METRICS, measured=plan.database.monitoring),
        ),
    )
    why = "Only the backend, its migrations and the backup may reach PostgreSQL."
    return _file("database", rules, why, (*MEASURED, *MIGRATED, "database.backup.schedule"))


def _operated(plan: Plan) -> File:
    client = {"podSelector": pooler()} if pooled(plan) else pods("backend")
    peers = [{"podSelector": instances()}]
    rules = policy(
        "postgres",
        instances(),
        (
            *incoming([client, *_migrations(plan)], POSTGRES),
            *incoming(peers, POSTGRES, INSTANCE_STATUS),
            *incoming(namespace(plan.operations.operator_namespace), POSTGRES, INSTANCE_STATUS),
            *scrapers(plan, POSTGRES_METRICS, measured=plan.database.monitoring),
        ),
        _instance_egress(plan, peers),
    )
    why = (
        "Only the clients, the operator and the instances may reach PostgreSQL. The instances "
        "may reach the API server and the object store of the backups."
    )
    choices = (
        "database.mode",
        "database.pooler.mode",
        "operations.operatorNamespace",
        "operations.apiServerCidrs",
        "database.backup.schedule",
        "database.backup.destination",
        "database.backup.endpoint",
        "database.backup.identity",
        "operations.serviceAccountAnnotations",
        *MEASURED,
        *MIGRATED,
        *RESOLVERS,
    )
    return _file("database", rules, why, choices)


def _instance_egress(plan: Plan, peers: list[Manifest]) -> tuple[Manifest, ...]:
    return (
        *names(plan),
        *outgoing(peers, POSTGRES, INSTANCE_STATUS),
        *_to_api_server(plan),
        *_to_object_store(plan),
    )


def restore_drill(plan: Plan) -> tuple[File, ...]:
    """Write the policy of the Cluster of a restore drill, which has a name of its own."""
    if plan.database.mode != "cloudnative-pg" or not backed_up(plan):
        return ()
    peers = [{"podSelector": instances(DRILL)}]
    rules = policy(
        DRILL,
        instances(DRILL),
        (
            *incoming(peers, POSTGRES, INSTANCE_STATUS),
            *incoming(namespace(plan.operations.operator_namespace), POSTGRES, INSTANCE_STATUS),
        ),
        _instance_egress(plan, peers),
    )
    why = (
        "The Cluster of a restore drill in RUNBOOK.md may reach the API server and the object "
        "store. No client may connect to it."
    )
    choices = (
        "database.mode",
        "database.backup.schedule",
        "database.backup.destination",
        "database.backup.endpoint",
        "database.backup.identity",
        "operations.serviceAccountAnnotations",
        "operations.operatorNamespace",
        "operations.apiServerCidrs",
        *RESOLVERS,
    )
    return (_file("restore-drill", rules, why, choices),)


def _pooler(plan: Plan) -> File:
    rules = policy(
        "postgres-pooler",
        pooler(),
        (
            *incoming([pods("backend")], POSTGRES),
            *scrapers(plan, POOLER_METRICS, measured=plan.database.monitoring),
        ),
        (
            *names(plan),
            *outgoing([{"podSelector": instances()}], POSTGRES),
            *_to_api_server(plan),
        ),
    )
    why = "The backend may reach PgBouncer, and PgBouncer may reach PostgreSQL."
    choices = ("database.pooler.mode", "operations.apiServerCidrs", *MEASURED, *RESOLVERS)
    return _file("pooler", rules, why, choices)


def _to_api_server(plan: Plan) -> tuple[Manifest, ...]:
    return outgoing(networks(plan.operations.api_server_cidrs or EVERY_ADDRESS), *API_SERVER)


def _to_object_store(plan: Plan) -> tuple[Manifest, ...]:
    if not backed_up(plan):
        return ()
    host, port = address_of(endpoint(plan)) if endpoint(plan) else ("", HTTPS)
    rules = (*outgoing(server(host, ()), port), *to_backup_identity(plan))
    return tuple(rule for number, rule in enumerate(rules) if rule not in rules[:number])


def cache(plan: Plan) -> tuple[File, ...]:
    """Write the policy of the Redis pod; none where a managed service runs it."""
    if plan.redis.mode != "in-cluster":
        return ()
    rules = policy(
        "cache",
        {"matchLabels": selector("cache")},
        (
            *incoming([pods("backend")], REDIS),
            *scrapers(plan, REDIS_METRICS, measured=plan.redis.monitoring),
        ),
    )
    why = (
        "Only the backend may reach Redis: write access to Redis allows code execution in the "
        "backend."
    )
    choices = ("redis.mode", "redis.monitoring", "operations.monitoringNamespace")
    return (_file("cache", rules, why, choices),)


def _file(name: str, rules: Manifest, why: str, choices: tuple[str, ...]) -> File:
    return File(f"components/network-policies/{name}.yaml", (rules,), why, choices, GUIDE)

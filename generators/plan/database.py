"""PostgreSQL: whose it is, how it is reached, and who restores it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Literal

from generators.plan.choice import Topic
from generators.plan.choice import choice
from generators.plan.choice import group
from generators.plan.primitives import Count
from generators.plan.primitives import Flag
from generators.plan.scalars import Cidr
from generators.plan.scalars import DnsSubdomain
from generators.plan.scalars import MemoryQuantity
from generators.plan.scalars import OptionalCronLine
from generators.plan.scalars import OptionalDnsSubdomain
from generators.plan.scalars import OptionalHost
from generators.plan.scalars import OptionalIsoDate
from generators.plan.scalars import OptionalSecretKey
from generators.plan.scalars import SecretKey
from generators.plan.scalars import Text

if TYPE_CHECKING:
    from generators.plan.plan import Plan


def _external(plan: Plan) -> bool:
    return plan.database.mode == "external"


def _in_cluster(plan: Plan) -> bool:
    return plan.database.mode != "external"


def _operator(plan: Plan) -> bool:
    return plan.database.mode == "cloudnative-pg"


def _pooled(plan: Plan) -> bool:
    return _operator(plan) and plan.database.pooler.mode != "none"


def _verified(plan: Plan) -> bool:
    return plan.database.ssl_mode in ("verify-ca", "verify-full")


class UrlSecret(Topic):
    name: DnsSubdomain = choice(
        "skillflaw-database",
        "Secret with the database URL",
        "The whole URL lives there, because it contains the password.",
        guide=("security.secrets", "state.database"),
    )
    key: SecretKey = choice("SKILLFLAW_DATABASE_URL", "Key of the URL", "The key in that Secret.")


class CaSecret(Topic):
    name: OptionalDnsSubdomain = choice(
        "",
        "Secret with the server's CA",
        "Needed for verify-ca and verify-full.",
        applies=_verified,
        example="skillflaw-database-ca",
    )
    key: OptionalSecretKey = choice("", "Key of the CA", "Usually ca.crt.", applies=_verified)


class Pooler(Topic):
    mode: Literal["none", "session", "transaction"] = choice(
        "none",
        "Connection pooler",
        "A PgBouncer in front of the cluster. session keeps migration locks working.",
        guide=("postgres.monitoring",),
        applies=_operator,
    )
    instances: Count = choice(
        2, "Pooler instances", "PgBouncer pods.", applies=_pooled, at_least=1, at_most=100
    )
    default_pool_size: Count = choice(
        50,
        "Server connections",
        "Connections that each pooler instance opens to PostgreSQL.",
        applies=_pooled,
        at_least=1,
        at_most=10_000,
    )
    max_client_connections: Count = choice(
        400,
        "Client connections",
        "Connections that each pooler instance accepts.",
        applies=_pooled,
        at_least=1,
        at_most=100_000,
    )


class Backup(Topic):
    schedule: OptionalCronLine = choice(
        "",
        "Backup schedule",
        "Five cron fields, UTC, such as 15 2 * * *. For a managed service: its schedule.",
        guide=("postgres.backup",),
        example="15 2 * * *",
    )
    retention_days: Count = choice(
        14,
        "Backups are kept for",
        "Longer than the time you need to notice a loss.",
        guide=("postgres.backup",),
        unit="days",
        at_least=1,
        at_most=36_500,
    )
    destination: Text = choice(
        "",
        "Where backups go",
        "s3://…, gs://…, an Azure Blob address, or the managed service's name.",
        guide=("postgres.backup",),
        example="Amazon RDS automated backups",
    )
    restore_tested: OptionalIsoDate = choice(
        "",
        "Last restore drill",
        "Date of the last restore that somebody really did, YYYY-MM-DD.",
        guide=("postgres.backup",),
    )


class Database(Topic):
    mode: Literal["external", "cloudnative-pg", "in-cluster"] = choice(
        "external",
        "PostgreSQL",
        "external: a managed service. cloudnative-pg: the operator runs it. in-cluster: one pod, "
        "no failover.",
        guide=("state.database", "postgres.core", "postgres.storage"),
    )
    host: OptionalHost = choice(
        "",
        "Host",
        "Name of the primary. No port, no user, never a password.",
        guide=("state.database",),
        applies=_external,
        example="skillflaw.cluster-abc.eu-west-1.rds.amazonaws.com",
    )
    port: Count = choice(5432, "Port", "TCP port.", applies=_external, at_least=1, at_most=65_535)
    name: Text = choice("skillflaw", "Database name", "The database in the server.")
    ssl_mode: Literal["disable", "allow", "prefer", "require", "verify-ca", "verify-full"] = choice(
        "require",
        "TLS to PostgreSQL",
        "libpq's sslmode. require encrypts, verify-full also proves who answers.",
        guide=("security.network", "security.tls"),
        applies=_external,
    )
    url_secret: UrlSecret = group(UrlSecret(), "Database URL")
    max_connections: Count = choice(
        100,
        "Connections the server allows",
        "max_connections of the server. Replicas, workers and pools have to fit in.",
        guide=("postgres.monitoring", "postgres.replicas"),
        at_least=1,
        at_most=100_000,
    )
    pool_size: Count = choice(
        20,
        "Pool size",
        "Connections that each worker process keeps.",
        guide=("postgres.monitoring",),
        at_least=1,
        at_most=10_000,
    )
    max_overflow: Count = choice(
        30,
        "Pool overflow",
        "Connections that each worker process may open on top.",
        guide=("postgres.monitoring",),
        at_least=0,
        at_most=10_000,
    )
    ca_secret: CaSecret = group(CaSecret(), "Server CA", applies=_verified)
    pooler: Pooler = group(Pooler(), "Pooler", applies=_operator)
    migrations: Literal["on-start", "job"] = choice(
        "on-start",
        "Schema migrations",
        "on-start: each backend start migrates, under a lock. job: one Job before the rollout.",
        guide=("postgres.migrations",),
        assumed="The image's migration command is not documented; the Job starts one backend "
        "until it is healthy.",
    )
    backup: Backup = group(Backup(), "Backup")
    high_availability: Flag = choice(
        False,
        "Highly available",
        "A standby takes over when the primary fails.",
        guide=("postgres.failover",),
    )
    failover_plan: Text = choice(
        "",
        "Failover plan",
        "Who decides, what happens to connections, how long it takes.",
        guide=("postgres.failover",),
        applies=lambda plan: plan.database.high_availability,
    )
    monitoring: Flag = choice(
        False,
        "Monitored",
        "Connections and availability are measured. Alerts need it.",
        guide=("postgres.monitoring", "health.postgres"),
    )
    cidrs: tuple[Cidr, ...] = choice(
        (),
        "Addresses of PostgreSQL",
        "Networks that the backend may reach it at, for the network policy.",
        guide=("security.network",),
        applies=_external,
        example="10.20.0.0/16",
    )
    instances: Count = choice(
        3,
        "Instances",
        "PostgreSQL pods of the operator.",
        applies=_operator,
        at_least=1,
        at_most=50,
    )
    size: MemoryQuantity = choice(
        "20Gi", "Volume size", "Of each instance.", guide=("postgres.storage",), applies=_in_cluster
    )
    storage_class: OptionalDnsSubdomain = choice(
        "",
        "Storage class",
        "Empty takes the cluster's default class. Block storage is right here.",
        guide=("postgres.storage",),
        applies=_in_cluster,
    )

"""PostgreSQL: who runs it, how the backend connects, and how it is backed up."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Literal

from generators.plan.backup import Backup
from generators.plan.choice import Option
from generators.plan.choice import Topic
from generators.plan.choice import choice
from generators.plan.choice import group
from generators.plan.database_secrets import CaSecret
from generators.plan.database_secrets import UrlSecret
from generators.plan.pooler import Pooler
from generators.plan.primitives import Count
from generators.plan.primitives import Flag
from generators.plan.resources import DatabaseResources
from generators.plan.scalars import Cidr
from generators.plan.scalars import Line
from generators.plan.scalars import MemoryQuantity
from generators.plan.scalars import OptionalDnsSubdomain
from generators.plan.scalars import OptionalHost
from generators.plan.scalars import OptionalImageReference
from generators.plan.scalars import Text

if TYPE_CHECKING:
    from generators.plan.plan import Plan


def _external(plan: Plan) -> bool:
    return plan.database.mode == "external"


def _in_cluster(plan: Plan) -> bool:
    return plan.database.mode != "external"


def _operator(plan: Plan) -> bool:
    return plan.database.mode == "cloudnative-pg"


def _verified(plan: Plan) -> bool:
    return plan.database.ssl_mode in ("verify-ca", "verify-full")


class Database(Topic):
    mode: Literal["external", "cloudnative-pg", "in-cluster"] = choice(
        "external",
        "PostgreSQL",
        "Who runs PostgreSQL.",
        guide=("state.database", "postgres.core", "postgres.storage"),
        options={
            "external": Option("Managed service", "PostgreSQL runs outside the cluster."),
            "cloudnative-pg": Option(
                "CloudNativePG", "The operator runs PostgreSQL in the cluster, with standbys."
            ),
            "in-cluster": Option(
                "Single pod", "A StatefulSet with one pod in the cluster. It has no failover."
            ),
        },
    )
    host: OptionalHost = choice(
        "",
        "Host",
        "The hostname of the primary, without port, user or password.",
        guide=("state.database",),
        applies=_external,
        example="skillflaw.cluster-abc.eu-west-1.rds.amazonaws.com",
    )
    port: Count = choice(
        5432,
        "Port",
        "TCP port that PostgreSQL listens on.",
        applies=_external,
        at_least=1,
        at_most=65_535,
    )
    name: Line = choice("skillflaw", "Database name", "Name of the database on the server.")
    ssl_mode: Literal["disable", "allow", "prefer", "require", "verify-ca", "verify-full"] = choice(
        "require",
        "sslmode: TLS to PostgreSQL",
        "The sslmode of libpq, the PostgreSQL client library.",
        guide=("security.network", "security.tls"),
        applies=_external,
        options={
            "disable": Option("disable", "The connection is not encrypted."),
            "allow": Option("allow", "Encrypts only if the server requires it."),
            "prefer": Option("prefer", "Encrypts if the server supports it."),
            "require": Option("require", "Encrypts, but does not verify the server."),
            "verify-ca": Option("verify-ca", "Encrypts, and verifies the server's certificate."),
            "verify-full": Option(
                "verify-full", "Encrypts, and verifies the server's certificate and hostname."
            ),
        },
    )
    url_secret: UrlSecret = group(UrlSecret, "Database URL")
    max_connections: Count = choice(
        100,
        "max_connections of the server",
        "Connections that the server allows. The connections of all replicas, worker processes "
        "and pools must fit.",
        guide=("postgres.monitoring", "postgres.replicas"),
        claim=_external,
        at_least=1,
        at_most=100_000,
    )
    pool_size: Count = choice(
        20,
        "pool_size: connections per worker process",
        "Connections that each worker process keeps open.",
        guide=("postgres.monitoring",),
        at_least=1,
        at_most=10_000,
    )
    max_overflow: Count = choice(
        30,
        "max_overflow: extra connections per worker process",
        "Connections that each worker process may open in addition to its pool.",
        guide=("postgres.monitoring",),
        at_least=0,
        at_most=10_000,
    )
    ca_secret: CaSecret = group(CaSecret, "Server CA", applies=_verified)
    pooler: Pooler = group(Pooler, "Pooler", applies=_operator)
    migrations: Literal["on-start", "job"] = choice(
        "on-start",
        "Schema migrations",
        "When the database schema is migrated.",
        guide=("postgres.migrations",),
        options={
            "on-start": Option("On backend start", "Each backend migrates under a lock."),
            "job": Option("Job before the rollout", "You run one Job before each rollout."),
        },
        assumed="The image's migration command is not documented; the Job starts one backend "
        "until it is healthy.",
    )
    backup: Backup = group(Backup, "Backup")
    high_availability: Flag = choice(
        False,
        "High availability",
        "Turn this on if a standby takes over when the primary fails.",
        guide=("postgres.failover",),
        claim=_external,
    )
    failover_plan: Text = choice(
        "",
        "Failover plan",
        "Describe who or what starts the failover, what happens to connections and how long it "
        "takes.",
        guide=("postgres.failover",),
        applies=lambda plan: plan.database.high_availability,
        claim=_external,
        multiline=True,
    )
    monitoring: Flag = choice(
        False,
        "Monitoring",
        "Turn this on if connections and availability are measured. The alerts need these metrics.",
        guide=("postgres.monitoring", "health.postgres"),
        claim=_external,
    )
    cidrs: tuple[Cidr, ...] = choice(
        (),
        "CIDRs of PostgreSQL",
        "The networks of the PostgreSQL server. The network policy allows the backend to "
        "connect to them.",
        guide=("security.network",),
        applies=_external,
        example="10.20.0.0/16",
    )
    instances: Count = choice(
        3,
        "Instances",
        "Number of PostgreSQL pods, the primary included.",
        applies=_operator,
        at_least=1,
        at_most=50,
    )
    size: MemoryQuantity = choice(
        "20Gi",
        "Volume size",
        "Size of each instance's volume, such as 20Gi.",
        guide=("postgres.storage",),
        applies=_in_cluster,
    )
    storage_class: OptionalDnsSubdomain = choice(
        "",
        "StorageClass",
        "The name of a StorageClass for block storage. Leave it empty to use the cluster's "
        "default.",
        guide=("postgres.storage",),
        applies=_in_cluster,
    )
    resources: DatabaseResources = group(DatabaseResources, "Resources", applies=_in_cluster)
    image: OptionalImageReference = choice(
        "",
        "Image of PostgreSQL",
        "A complete reference with tag, for another version or for extensions. CloudNativePG "
        "needs one of its own images or one built like them. Leave it empty for the version that "
        "the bundle pins.",
        guide=("postgres.core",),
        applies=_in_cluster,
        example="ghcr.io/cloudnative-pg/postgis:17",
        advanced=True,
    )

"""The exporters of a plan: their images, and how each is told where to look."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generators.manifests.database.connection import mounts
from generators.manifests.database.connection import url
from generators.manifests.database.connection import volumes
from generators.manifests.images import POSTGRES_EXPORTER
from generators.manifests.images import REDIS_EXPORTER
from generators.manifests.operations.metrics import measures_database
from generators.manifests.operations.metrics import measures_redis
from generators.manifests.part import ImagePin
from generators.manifests.part import Manifest
from generators.manifests.part import RequiredSecret
from generators.manifests.part import SecretEntry
from generators.manifests.redis import connection as redis
from generators.plan import Plan

DATABASE_SECRET = "skillflaw-database-monitoring"  # noqa: S105 - the name of a Secret
CACHE_SECRET = "skillflaw-cache-monitoring"  # noqa: S105 - the name of a Secret
SECRETS_DIRECTORY = "/run/secrets/exporter"


@dataclass(frozen=True)
class Exporter:
    """One exporter: its image, the image's own user, and how it is told where to look."""

    component: str
    image: ImagePin
    user: int
    port: int
    health: str
    environment: Mapping[str, str]
    volumes: tuple[Manifest, ...]
    mounts: tuple[Manifest, ...]
    secret: RequiredSecret
    choices: tuple[str, ...]
    guide: tuple[str, ...]

    @property
    def name(self) -> str:
        return f"skillflaw-{self.component}"


def wanted(plan: Plan) -> tuple[Exporter, ...]:
    """List the exporters for what the plan measures outside the cluster."""
    postgres = (_postgres(plan),) if measures_database(plan) else ()
    redis = (_redis(plan),) if measures_redis(plan) else ()
    return (*postgres, *redis)


def _postgres(plan: Plan) -> Exporter:
    entries = (
        SecretEntry(
            "username",
            "The name of a role with pg_monitor only. Do not use the backend's role.",
            template="USER",
        ),
        SecretEntry("password", "Its password.", template="PASSWORD"),
    )
    environment = {
        "DATA_SOURCE_URI": _address(plan).replace("$", "$$"),
        "DATA_SOURCE_USER_FILE": f"{SECRETS_DIRECTORY}/username",
        "DATA_SOURCE_PASS_FILE": f"{SECRETS_DIRECTORY}/password",
    }
    return Exporter(
        "postgres-exporter",
        POSTGRES_EXPORTER,
        65534,  # `nobody`: github.com/prometheus-community/postgres_exporter, Dockerfile
        9187,
        "/",
        environment,
        tuple(volumes(plan)),
        tuple(mounts(plan)),
        RequiredSecret(
            DATABASE_SECRET,
            entries,
            "The exporter reads PostgreSQL's statistics with it.",
            choices=("database.mode", "database.monitoring", "operations.alerts"),
            guide=("security.secrets", "postgres.monitoring"),
        ),
        (
            "database.mode",
            "database.monitoring",
            "database.host",
            "database.port",
            "database.name",
            "database.sslMode",
            "database.caSecret.name",
            "database.caSecret.key",
            "operations.alerts",
        ),
        ("postgres.monitoring", "health.postgres"),
    )


def _address(plan: Plan) -> str:
    """Write the database URL's part after the account, in a mode that the exporter's driver knows.

    It refuses those that fall back to plain text.
    """
    ssl_mode = plan.database.ssl_mode
    mode = "require" if ssl_mode in ("allow", "prefer") else ssl_mode
    whole = url(plan, "USER", "PASSWORD").replace(f"sslmode={ssl_mode}", f"sslmode={mode}")
    return whole.partition("@")[2]


REDIS_CHOICES = (
    "redis.mode",
    "redis.monitoring",
    "redis.host",
    "redis.port",
    "redis.tls",
    "redis.caSecret.name",
    "redis.caSecret.key",
    "operations.alerts",
)


def _redis(plan: Plan) -> Exporter:
    scheme = "rediss" if plan.redis.tls else "redis"
    host = f"[{plan.redis.host}]" if ":" in plan.redis.host else plan.redis.host
    address = f"{scheme}://{host}:{plan.redis.port}"
    entry = SecretEntry(
        "exporter.json",
        "The password of the user default, by the server's address. For a user of the exporter's "
        "own, which may run PING, INFO and CONFIG GET, put its name and an @ before the host, in "
        "this file and in REDIS_ADDR.",
        template=f'{{"{address}": "PASSWORD"}}',
    )
    return Exporter(
        "redis-exporter",
        REDIS_EXPORTER,
        59000,  # github.com/oliver006/redis_exporter, Dockerfile
        9121,
        "/health",
        {
            "REDIS_ADDR": address.replace("$", "$$"),
            "REDIS_PASSWORD_FILE": f"{SECRETS_DIRECTORY}/exporter.json",
            # https://github.com/oliver006/redis_exporter#command-line-flags
            **({"REDIS_EXPORTER_TLS_CA_CERT_FILE": redis.CA_FILE} if redis.authority(plan) else {}),
        },
        tuple(redis.volumes(plan)),
        tuple(redis.mounts(plan)),
        RequiredSecret(
            CACHE_SECRET,
            (entry,),
            "The exporter reads Redis' memory, evictions and availability with it.",
            choices=REDIS_CHOICES,
            guide=("security.secrets", "redis.observable"),
        ),
        REDIS_CHOICES,
        ("redis.observable", "health.redis"),
    )

"""Exporters for the stores outside the cluster, which Prometheus cannot scrape by itself."""

from __future__ import annotations

from dataclasses import dataclass

from generators.manifests.database.connection import mounts
from generators.manifests.database.connection import url
from generators.manifests.database.connection import volumes
from generators.manifests.images import POSTGRES_EXPORTER
from generators.manifests.images import REDIS_EXPORTER
from generators.manifests.operations.metrics import measures_database
from generators.manifests.operations.metrics import measures_redis
from generators.manifests.part import File
from generators.manifests.part import ImagePin
from generators.manifests.part import Manifest
from generators.manifests.part import Part
from generators.manifests.part import RequiredSecret
from generators.manifests.part import SecretEntry
from generators.manifests.part import labels
from generators.manifests.part import selector
from generators.manifests.podmonitor import pod_monitor
from generators.manifests.security import container_security
from generators.manifests.security import pod_security
from generators.manifests.topology.workload import image
from generators.plan import Plan

DATABASE_SECRET = "skillflaw-database-monitoring"  # noqa: S105 - the name of a Secret
CACHE_SECRET = "skillflaw-cache-monitoring"  # noqa: S105 - the name of a Secret


@dataclass(frozen=True)
class Exporter:
    """One exporter: its image, the image's own user, and how it is told where to look."""

    component: str
    image: ImagePin
    user: int
    port: int
    health: str
    environment: tuple[Manifest, ...]
    volumes: tuple[Manifest, ...]
    mounts: tuple[Manifest, ...]
    secret: RequiredSecret
    choices: tuple[str, ...]
    guide: tuple[str, ...]

    @property
    def name(self) -> str:
        return f"skillflaw-{self.component}"


def exporters(plan: Plan) -> Part:
    """Make the exporters that the plan's monitoring of outside stores needs."""
    made = _wanted(plan)
    return Part(
        files=tuple(_file(plan, each) for each in made),
        secrets=required(plan),
        images=tuple(each.image for each in made),
    )


def required(plan: Plan) -> tuple[RequiredSecret, ...]:
    """List the Secrets that the exporters count on."""
    return tuple(each.secret for each in _wanted(plan))


def _wanted(plan: Plan) -> tuple[Exporter, ...]:
    postgres = (_postgres(plan),) if measures_database(plan) else ()
    redis = (_redis(plan),) if measures_redis(plan) else ()
    return (*postgres, *redis)


def _from_secret(variable: str, secret: str, key: str) -> Manifest:
    return {"name": variable, "valueFrom": {"secretKeyRef": {"name": secret, "key": key}}}


def _postgres(plan: Plan) -> Exporter:
    chosen = plan.database.ssl_mode
    # The exporter's driver refuses the modes that fall back to plain text.
    mode = "require" if chosen in ("allow", "prefer") else chosen
    entry = SecretEntry(
        "DATA_SOURCE_NAME",
        "A URL for an account that only has the role pg_monitor, never the application's own.",
        template=url(plan, "USER", "PASSWORD").replace(f"sslmode={chosen}", f"sslmode={mode}"),
    )
    return Exporter(
        "postgres-exporter",
        POSTGRES_EXPORTER,
        65534,  # `nobody`, the user of the image
        9187,
        "/",
        (_from_secret("DATA_SOURCE_NAME", DATABASE_SECRET, "DATA_SOURCE_NAME"),),
        tuple(volumes(plan)),
        tuple(mounts(plan)),
        RequiredSecret(
            DATABASE_SECRET,
            (entry,),
            "The exporter counts PostgreSQL's connections with it.",
            choices=("database.monitoring",),
            guide=("security.secrets", "postgres.monitoring"),
        ),
        ("database.monitoring", "database.host", "operations.alerts"),
        ("postgres.monitoring", "health.postgres"),
    )


def _redis(plan: Plan) -> Exporter:
    scheme = "rediss" if plan.redis.tls else "redis"
    host = f"[{plan.redis.host}]" if ":" in plan.redis.host else plan.redis.host
    entries = (
        SecretEntry(
            "REDIS_USER",
            "An account that may run PING, INFO and CONFIG GET; where the server has no users, it "
            "is default.",
            template="USER",
        ),
        SecretEntry("REDIS_PASSWORD", "Its password.", template="PASSWORD"),
    )
    return Exporter(
        "redis-exporter",
        REDIS_EXPORTER,
        59000,  # the user of the image
        9121,
        "/health",
        (
            {"name": "REDIS_ADDR", "value": f"{scheme}://{host}:{plan.redis.port}"},
            _from_secret("REDIS_USER", CACHE_SECRET, "REDIS_USER"),
            _from_secret("REDIS_PASSWORD", CACHE_SECRET, "REDIS_PASSWORD"),
        ),
        (),
        (),
        RequiredSecret(
            CACHE_SECRET,
            entries,
            "The exporter reads Redis' memory, evictions and availability with it.",
            choices=("redis.monitoring",),
            guide=("security.secrets", "redis.observable"),
        ),
        ("redis.monitoring", "redis.host", "redis.port", "redis.tls", "operations.alerts"),
        ("redis.observable", "health.redis"),
    )


def _file(plan: Plan, exporter: Exporter) -> File:
    account: Manifest = {
        "apiVersion": "v1",
        "kind": "ServiceAccount",
        "metadata": {"name": exporter.name, "labels": labels(exporter.component)},
        "automountServiceAccountToken": False,
    }
    monitor = pod_monitor(exporter.name, exporter.component, selector(exporter.component))
    return File(
        f"components/observability/{exporter.component}.yaml",
        (account, _deployment(plan, exporter), monitor),
        "A server outside the cluster is measured by an exporter inside, with an account of its "
        "own.",
        exporter.choices,
        exporter.guide,
    )


def _deployment(plan: Plan, exporter: Exporter) -> Manifest:
    return {
        "apiVersion": "apps/v1",
        "kind": "Deployment",
        "metadata": {"name": exporter.name, "labels": labels(exporter.component)},
        "spec": {
            "replicas": 1,
            "selector": {"matchLabels": selector(exporter.component)},
            "template": {
                "metadata": {"labels": labels(exporter.component)},
                "spec": {
                    "serviceAccountName": exporter.name,
                    "automountServiceAccountToken": False,
                    "enableServiceLinks": False,
                    "securityContext": pod_security(plan, user=exporter.user, volumes=False),
                    "containers": [_container(plan, exporter)],
                    **({"volumes": list(exporter.volumes)} if exporter.volumes else {}),
                },
            },
        },
    }


def _container(plan: Plan, exporter: Exporter) -> Manifest:
    probe: Manifest = {
        "httpGet": {"path": exporter.health, "port": "metrics"},
        "periodSeconds": 15,
        "timeoutSeconds": 5,
    }
    return {
        "name": "exporter",
        **image(exporter.image.name),
        "env": list(exporter.environment),
        "ports": [{"name": "metrics", "containerPort": exporter.port, "protocol": "TCP"}],
        "readinessProbe": probe,
        "livenessProbe": {**probe, "failureThreshold": 6},
        "resources": {
            "requests": {"cpu": "10m", "memory": "32Mi", "ephemeral-storage": "16Mi"},
            "limits": {"memory": "64Mi", "ephemeral-storage": "64Mi"},
        },
        "securityContext": container_security(plan, read_only=True),
        **({"volumeMounts": list(exporter.mounts)} if exporter.mounts else {}),
    }

"""The pod of the Redis server in the cluster."""

from __future__ import annotations

from generators.manifests.images import REDIS
from generators.manifests.images import REDIS_EXPORTER
from generators.manifests.limits import LARGE
from generators.manifests.limits import SMALL
from generators.manifests.limits import limited
from generators.manifests.part import File
from generators.manifests.part import Manifest
from generators.manifests.part import labels
from generators.manifests.part import selector
from generators.manifests.placement import pull_secrets
from generators.manifests.redis.server import CONFIG
from generators.manifests.redis.server import FILE
from generators.manifests.redis.server import SECRETS_DIRECTORY
from generators.manifests.redis.server import persistent
from generators.manifests.security import container_security
from generators.manifests.security import pod_security
from generators.manifests.topology.workload import image
from generators.plan import Plan
from generators.yaml.loader import Octal

# The user redis of the Debian images:
# https://github.com/redis/docker-library-redis
USER = 999
CONFIG_DIRECTORY = "/etc/redis"

# A snapshot may be written on the way out.
GRACE_SECONDS = 60


def stateful_set(plan: Plan, directory: str) -> tuple[File, ...]:
    """Make the StatefulSet and its service account."""
    account: Manifest = {
        "apiVersion": "v1",
        "kind": "ServiceAccount",
        "metadata": {"name": "cache", "labels": labels("cache")},
        "automountServiceAccountToken": False,
    }
    return (
        File(
            path=f"{directory}/service-account.yaml",
            content=(account,),
            why="Redis does not use the Kubernetes API, so its ServiceAccount mounts no token.",
        ),
        File(
            path=f"{directory}/stateful-set.yaml",
            content=(_set(plan),),
            why="One Redis server. Its maxmemory is below the memory limit of the container.",
            choices=(
                "redis.mode",
                "redis.memoryLimit",
                "redis.persistence",
                "redis.size",
                "redis.storageClass",
                "redis.monitoring",
                "redis.urlSecret.name",
                "release.imagePullSecret",
                "scaling.helperLimits",
            ),
            guide=("redis.managed", "state.cache"),
        ),
    )


def _set(plan: Plan) -> Manifest:
    spec: Manifest = {
        "serviceName": "cache",
        "replicas": 1,
        "selector": {"matchLabels": selector("cache")},
        "template": {"metadata": {"labels": labels("cache")}, "spec": _pod(plan)},
    }
    if persistent(plan):
        retention = {"whenDeleted": "Retain", "whenScaled": "Retain"}
        spec["persistentVolumeClaimRetentionPolicy"] = retention
        spec["volumeClaimTemplates"] = [_claim(plan)]
    return {
        "apiVersion": "apps/v1",
        "kind": "StatefulSet",
        "metadata": {"name": "cache", "labels": labels("cache")},
        "spec": spec,
    }


def _claim(plan: Plan) -> Manifest:
    storage_class = plan.redis.storage_class
    return {
        "apiVersion": "v1",
        "kind": "PersistentVolumeClaim",
        "metadata": {"name": "data"},
        "spec": {
            "accessModes": ["ReadWriteOnce"],
            **({"storageClassName": storage_class} if storage_class else {}),
            "resources": {"requests": {"storage": plan.redis.size}},
        },
    }


def _pod(plan: Plan) -> Manifest:
    monitored = plan.redis.monitoring
    return {
        "serviceAccountName": "cache",
        "automountServiceAccountToken": False,
        "enableServiceLinks": False,
        **pull_secrets(plan),
        "terminationGracePeriodSeconds": GRACE_SECONDS,
        "securityContext": pod_security(plan, user=USER),
        "containers": [_server(plan), *([_exporter(plan)] if monitored else [])],
        "volumes": _volumes(plan),
    }


def _server(plan: Plan) -> Manifest:
    memory = plan.redis.memory_limit
    return {
        "name": "redis",
        **image(REDIS.name),
        # Not through the image's entry point, which loads modules that nothing here needs:
        # https://github.com/redis/docker-library-redis
        "command": ["redis-server", f"{CONFIG_DIRECTORY}/{FILE}"],
        "ports": [{"name": "redis", "containerPort": 6379}],
        # `-e` makes an error a failure: Redis answers so while it loads what is on disk.
        "startupProbe": _probe("-e", period=5, failures=60),
        # From then on any answer will do. With a full disk Redis answers PING with an error too,
        # and a restart would cost what is in memory.
        "livenessProbe": _probe(period=20, failures=3),
        "readinessProbe": _probe(period=10, failures=3),
        "resources": limited(
            plan,
            {
                "requests": {"cpu": "100m", "memory": memory, "ephemeral-storage": "64Mi"},
                "limits": {"memory": memory, "ephemeral-storage": "256Mi"},
            },
            LARGE,
        ),
        "securityContext": container_security(plan, read_only=True),
        "volumeMounts": [
            {"name": "data", "mountPath": "/data"},
            {"name": "config", "mountPath": CONFIG_DIRECTORY, "readOnly": True},
            {"name": "users", "mountPath": SECRETS_DIRECTORY, "readOnly": True},
        ],
    }


def _probe(*options: str, period: int, failures: int) -> Manifest:
    """Say PING, which needs no password."""
    return {
        "exec": {"command": ["redis-cli", *options, "ping"]},
        "periodSeconds": period,
        "timeoutSeconds": 5,
        "failureThreshold": failures,
    }


def _exporter(plan: Plan) -> Manifest:
    probe = {
        "httpGet": {"path": "/health", "port": "metrics"},
        "periodSeconds": 30,
        "timeoutSeconds": 5,
    }
    environment = {
        "REDIS_ADDR": "redis://127.0.0.1:6379",
        "REDIS_USER": "exporter",
        "REDIS_PASSWORD_FILE": "/run/secrets/exporter/exporter.json",
        # It may not read the configuration, and needs nothing from it.
        "REDIS_EXPORTER_CONFIG_COMMAND": "-",
    }
    return {
        "name": "exporter",
        **image(REDIS_EXPORTER.name),
        "env": [{"name": name, "value": value} for name, value in environment.items()],
        "ports": [{"name": "metrics", "containerPort": 9121}],
        # Not before its readiness: a restart brings nothing while Redis does not answer.
        "livenessProbe": {**probe, "failureThreshold": 6},
        "readinessProbe": probe,
        "resources": limited(
            plan,
            {
                "requests": {"cpu": "20m", "memory": "32Mi", "ephemeral-storage": "16Mi"},
                "limits": {"memory": "64Mi", "ephemeral-storage": "64Mi"},
            },
            SMALL,
        ),
        "securityContext": container_security(plan, read_only=True),
        "volumeMounts": [
            {"name": "exporter", "mountPath": "/run/secrets/exporter", "readOnly": True},
        ],
    }


def _volumes(plan: Plan) -> list[Manifest]:
    volumes: list[Manifest] = [
        {"name": "config", "configMap": {"name": CONFIG}},
        {"name": "users", "secret": _secret_item(plan, "users.acl")},
    ]
    if not persistent(plan):
        volumes.append({"name": "data", "emptyDir": {"sizeLimit": "64Mi"}})
    if plan.redis.monitoring:
        volumes.append({"name": "exporter", "secret": _secret_item(plan, "exporter.json")})
    return volumes


def _secret_item(plan: Plan, key: str) -> Manifest:
    return {
        "secretName": plan.redis.url_secret.name,
        "defaultMode": Octal(0o440),
        "items": [{"key": key, "path": key}],
    }

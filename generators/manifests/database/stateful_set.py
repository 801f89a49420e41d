"""The pod of the PostgreSQL server in the cluster."""

from __future__ import annotations

from generators.manifests.database.exporter import exporter
from generators.manifests.database.server import CONFIG
from generators.manifests.database.server import CONFIG_DIRECTORY
from generators.manifests.database.server import ROLES_FILE
from generators.manifests.database.server import SECRETS_DIRECTORY
from generators.manifests.database.server import TLS_DIRECTORY
from generators.manifests.database.sizing import RESOURCES
from generators.manifests.database.sizing import resources
from generators.manifests.images import postgres_pin
from generators.manifests.part import File
from generators.manifests.part import Manifest
from generators.manifests.part import labels
from generators.manifests.part import selector
from generators.manifests.placement import pull_secrets
from generators.manifests.security import container_security
from generators.manifests.security import pod_security
from generators.manifests.topology.workload import image
from generators.plan import Plan
from generators.yaml.loader import Octal

# The user postgres of the Debian images:
# https://github.com/docker-library/postgres/blob/master/Dockerfile-debian.template
USER = 999

# The mount point of a new volume may hold lost+found, so the data lie one below it.
MOUNT = "/var/lib/postgresql/data"
DATA = f"{MOUNT}/pgdata"

# A shutdown writes everything to disk first.
GRACE_SECONDS = 120


def stateful_set(plan: Plan, directory: str) -> tuple[File, ...]:
    """Make the StatefulSet and its service account."""
    account: Manifest = {
        "apiVersion": "v1",
        "kind": "ServiceAccount",
        "metadata": {"name": "postgres", "labels": labels("database")},
        "automountServiceAccountToken": False,
    }
    return (
        File(
            path=f"{directory}/service-account.yaml",
            content=(account,),
            why="PostgreSQL does not use the Kubernetes API, so its ServiceAccount mounts no "
            "token.",
        ),
        File(
            path=f"{directory}/stateful-set.yaml",
            content=(_set(plan),),
            why="One PostgreSQL server on its own volume, which remains when the pod is deleted.",
            choices=(
                "database.mode",
                "database.name",
                "database.size",
                "database.storageClass",
                "database.maxConnections",
                "database.monitoring",
                "database.urlSecret.name",
                "database.image",
                *RESOURCES,
                "release.imagePullSecret",
                "scaling.helperLimits",
            ),
            guide=("postgres.core", "postgres.storage"),
        ),
    )


def _set(plan: Plan) -> Manifest:
    return {
        "apiVersion": "apps/v1",
        "kind": "StatefulSet",
        "metadata": {"name": "postgres", "labels": labels("database")},
        "spec": {
            "serviceName": "postgres",
            "replicas": 1,
            "selector": {"matchLabels": selector("database")},
            "persistentVolumeClaimRetentionPolicy": {
                "whenDeleted": "Retain",
                "whenScaled": "Retain",
            },
            "template": {"metadata": {"labels": labels("database")}, "spec": _pod(plan)},
            "volumeClaimTemplates": [_claim(plan)],
        },
    }


def _claim(plan: Plan) -> Manifest:
    storage_class = plan.database.storage_class
    return {
        "apiVersion": "v1",
        "kind": "PersistentVolumeClaim",
        "metadata": {"name": "data"},
        "spec": {
            "accessModes": ["ReadWriteOnce"],
            **({"storageClassName": storage_class} if storage_class else {}),
            "resources": {"requests": {"storage": plan.database.size}},
        },
    }


def _pod(plan: Plan) -> Manifest:
    monitored = plan.database.monitoring
    return {
        "serviceAccountName": "postgres",
        "automountServiceAccountToken": False,
        "enableServiceLinks": False,
        **pull_secrets(plan),
        "terminationGracePeriodSeconds": GRACE_SECONDS,
        "securityContext": pod_security(plan, user=USER),
        "containers": [_server(plan), *([exporter(plan)] if monitored else [])],
        "volumes": _volumes(plan),
    }


def _server(plan: Plan) -> Manifest:
    return {
        "name": "postgres",
        **image(postgres_pin(plan).name),
        "args": ["-c", f"config_file={CONFIG_DIRECTORY}/postgresql.conf"],
        "env": [{"name": name, "value": value} for name, value in _environment(plan).items()],
        "ports": [{"name": "postgres", "containerPort": 5432}],
        "startupProbe": _probe(period=5, failures=60),
        "livenessProbe": _probe(period=20, failures=6),
        "readinessProbe": _probe(period=10, failures=3),
        "resources": resources(plan),
        "securityContext": container_security(plan, read_only=True),
        "volumeMounts": _mounts(),
    }


def _environment(plan: Plan) -> dict[str, str]:
    return {
        "PGDATA": DATA,
        # `$` would begin a reference to another variable.
        "POSTGRES_DB": plan.database.name.replace("$", "$$"),
        "POSTGRES_PASSWORD_FILE": f"{SECRETS_DIRECTORY}/superuser-password",
        "POSTGRES_INITDB_ARGS": "--data-checksums --auth-local=peer --auth-host=scram-sha-256",
    }


def _mounts() -> list[Manifest]:
    return [
        {"name": "data", "mountPath": MOUNT},
        {"name": "config", "mountPath": CONFIG_DIRECTORY, "readOnly": True},
        {"name": "roles", "mountPath": "/docker-entrypoint-initdb.d", "readOnly": True},
        {"name": "secrets", "mountPath": SECRETS_DIRECTORY, "readOnly": True},
        {"name": "tls", "mountPath": TLS_DIRECTORY, "readOnly": True},
        {"name": "run", "mountPath": "/var/run/postgresql"},
        {"name": "tmp", "mountPath": "/tmp"},  # noqa: S108 - in the container
        {"name": "shared-memory", "mountPath": "/dev/shm"},  # noqa: S108 - in the container
    ]


def _probe(period: int, failures: int) -> Manifest:
    """Ask over TCP: while a new database is made, the server listens on its socket alone."""
    return {
        "exec": {"command": ["pg_isready", "--host=127.0.0.1", "--username=postgres", "--quiet"]},
        "periodSeconds": period,
        "timeoutSeconds": 5,
        "failureThreshold": failures,
    }


def _volumes(plan: Plan) -> list[Manifest]:
    monitored = plan.database.monitoring
    passwords = ["password", "superuser-password", *(["monitoring-password"] * monitored)]
    volumes: list[Manifest] = [
        {"name": "config", "configMap": _items(["postgresql.conf", "pg_hba.conf"], CONFIG)},
        {"name": "roles", "configMap": _items([ROLES_FILE], CONFIG)},
        {"name": "secrets", "secret": _secret_items(plan, passwords)},
        # PostgreSQL refuses a private key that others than its group can read:
        # https://www.postgresql.org/docs/current/ssl-tcp.html
        {"name": "tls", "secret": {"secretName": "postgres-tls", "defaultMode": Octal(0o440)}},
        {"name": "run", "emptyDir": {"sizeLimit": "1Mi"}},
        {"name": "tmp", "emptyDir": {"sizeLimit": "64Mi"}},
        # Parallel queries exchange rows here; the runtime's 64 MiB is too little for them. It
        # counts as memory of the container.
        {"name": "shared-memory", "emptyDir": {"medium": "Memory", "sizeLimit": "256Mi"}},
    ]
    if monitored:
        source = _secret_items(plan, ["monitoring-password"])
        volumes.append({"name": "monitoring", "secret": source})
    return volumes


def _items(keys: list[str], config_map: str) -> Manifest:
    return {"name": config_map, "items": [{"key": key, "path": key} for key in keys]}


def _secret_items(plan: Plan, keys: list[str]) -> Manifest:
    return {
        "secretName": plan.database.url_secret.name,
        "defaultMode": Octal(0o440),
        "items": [{"key": key, "path": key} for key in keys],
    }

"""Dumps of the PostgreSQL server in the cluster, on a volume of their own."""

from __future__ import annotations

from generators.manifests.database.connection import CA_DIRECTORY
from generators.manifests.database.connection import CA_FILE
from generators.manifests.database.connection import OWNER
from generators.manifests.database.connection import volumes
from generators.manifests.database.stateful_set import USER
from generators.manifests.images import postgres_pin
from generators.manifests.limits import LARGE
from generators.manifests.limits import limited
from generators.manifests.part import File
from generators.manifests.part import Manifest
from generators.manifests.part import labels
from generators.manifests.placement import pull_secrets
from generators.manifests.security import container_security
from generators.manifests.security import pod_security
from generators.manifests.storage import KEPT
from generators.manifests.topology.workload import image
from generators.plan import Plan
from generators.yaml.loader import Octal

NAME = "postgres-dumps"

HOUR = 3600


def dump(plan: Plan, directory: str) -> tuple[File, ...]:
    """Make the CronJob and its volume; nothing without a schedule."""
    if not plan.database.backup.schedule:
        return ()
    return (
        File(
            path=f"{directory}/dumps-claim.yaml",
            content=(_claim(plan),),
            why="The volume of the dumps is separate from the volume of the data, so that losing "
            "one volume does not lose both.",
            choices=("database.backup.schedule", "database.size", "database.storageClass"),
            guide=("postgres.backup",),
        ),
        File(
            path=f"{directory}/dump-cron-job.yaml",
            content=(_cron_job(plan),),
            why="A dump is kept only if pg_restore can read its table of contents. Expired dumps "
            "go first, so a full volume recovers. The newest dump always stays.",
            choices=(
                "database.backup.schedule",
                "database.backup.retentionDays",
                "database.name",
                "database.urlSecret.name",
                "database.image",
                "release.imagePullSecret",
                "scaling.helperLimits",
            ),
            guide=("postgres.backup",),
        ),
    )


def _claim(plan: Plan) -> Manifest:
    storage_class = plan.database.storage_class
    return {
        "apiVersion": "v1",
        "kind": "PersistentVolumeClaim",
        "metadata": {"name": NAME, "labels": labels("backup"), "annotations": dict(KEPT)},
        "spec": {
            "accessModes": ["ReadWriteOnce"],
            **({"storageClassName": storage_class} if storage_class else {}),
            "resources": {"requests": {"storage": plan.database.size}},
        },
    }


def script(retention_days: int) -> str:
    """Write the dump as a shell script; the password never stands on a command line.

    What a failed run left is removed before the dump, so a volume that is full gets room again.
    """
    return f"""\
set -eu
umask 077
PGPASSWORD="$(cat /run/secrets/postgres/password)"
export PGPASSWORD
newest=$(find /dumps -name '*.dump' | sort | tail -n 1)
find /dumps -name '*.partial' -delete
find /dumps -name '*.dump' -mtime +{retention_days} ! -path "$newest" -delete
target="/dumps/$(date -u +%Y%m%dT%H%M%SZ).dump"
trap 'rm -f "$target.partial"' EXIT
pg_dump --format=custom --file="$target.partial"
pg_restore --list "$target.partial" >/dev/null
mv "$target.partial" "$target"
"""


def _cron_job(plan: Plan) -> Manifest:
    return {
        "apiVersion": "batch/v1",
        "kind": "CronJob",
        "metadata": {"name": NAME, "labels": labels("backup")},
        "spec": {
            "schedule": plan.database.backup.schedule,
            "timeZone": "Etc/UTC",
            "concurrencyPolicy": "Forbid",
            "startingDeadlineSeconds": HOUR,
            "successfulJobsHistoryLimit": 3,
            "failedJobsHistoryLimit": 3,
            "jobTemplate": {
                "metadata": {"labels": labels("backup")},
                "spec": {
                    "backoffLimit": 2,
                    "activeDeadlineSeconds": 6 * HOUR,
                    "template": {"metadata": {"labels": labels("backup")}, "spec": _pod(plan)},
                },
            },
        },
    }


def _pod(plan: Plan) -> Manifest:
    return {
        "serviceAccountName": "postgres",
        "automountServiceAccountToken": False,
        "enableServiceLinks": False,
        **pull_secrets(plan),
        "restartPolicy": "Never",
        "securityContext": pod_security(plan, user=USER),
        "containers": [_container(plan)],
        "volumes": [
            {"name": "dumps", "persistentVolumeClaim": {"claimName": NAME}},
            {
                "name": "secrets",
                "secret": {
                    "secretName": plan.database.url_secret.name,
                    "defaultMode": Octal(0o440),
                    "items": [{"key": "password", "path": "password"}],
                },
            },
            *volumes(plan),
            {"name": "tmp", "emptyDir": {"sizeLimit": "64Mi"}},
        ],
    }


def _container(plan: Plan) -> Manifest:
    environment = {
        "PGHOST": "postgres",
        "PGUSER": OWNER,
        "PGDATABASE": plan.database.name.replace("$", "$$"),
        "PGSSLMODE": "verify-full",
        "PGSSLROOTCERT": CA_FILE,
    }
    return {
        "name": "dump",
        **image(postgres_pin(plan).name),
        "command": ["sh", "-c", script(plan.database.backup.retention_days)],
        "env": [{"name": name, "value": value} for name, value in environment.items()],
        "resources": limited(
            plan,
            {
                "requests": {"cpu": "100m", "memory": "128Mi", "ephemeral-storage": "16Mi"},
                "limits": {"memory": "512Mi", "ephemeral-storage": "128Mi"},
            },
            LARGE,
        ),
        "securityContext": container_security(plan, read_only=True),
        "volumeMounts": [
            {"name": "dumps", "mountPath": "/dumps"},
            {"name": "secrets", "mountPath": "/run/secrets/postgres", "readOnly": True},
            {"name": "database-ca", "mountPath": CA_DIRECTORY, "readOnly": True},
            {"name": "tmp", "mountPath": "/tmp"},  # noqa: S108 - in the container
        ],
    }

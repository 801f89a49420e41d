"""A Job that takes the schema back before a rollback, with the image that knows the way."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from generators.manifests.database.connection import CHOICES as CONNECTION
from generators.manifests.database.connection import environment
from generators.manifests.database.connection import mounts
from generators.manifests.database.connection import volumes
from generators.manifests.database.connection import waits
from generators.manifests.images import BUSYBOX
from generators.manifests.limits import LARGE
from generators.manifests.limits import limited
from generators.manifests.part import ConfigMap
from generators.manifests.part import File
from generators.manifests.part import Manifest
from generators.manifests.part import Note
from generators.manifests.part import Part
from generators.manifests.part import because
from generators.manifests.part import labels
from generators.manifests.placement import PLACED_AS_BACKEND
from generators.manifests.security import container_security
from generators.manifests.security import pod_security
from generators.manifests.topology.workload import identity
from generators.manifests.topology.workload import image
from generators.manifests.topology.workload import service_account
from generators.plan import Plan
from generators.yaml.loader import Octal

NAME = "skillflaw-downgrade"
DIRECTORY = "jobs/downgrade"
SCRIPT = "downgrade.py"
# It runs with the image's packages, not with ours, so it is no module here.
SOURCE = f"{SCRIPT}.txt"
# The revision where the plan does not record one: the runbook's command replaces it.
UNRECORDED = "REVISION-TO-GO-BACK-TO"
# The documentation names src/backend/base/skillflaw, so this is the package with the migrations.
PACKAGE = "skillflaw"
DEADLINE_SECONDS = 1800
CHOICES = ("release.firstInstall", "release.schemaMigration")


def downgrades(plan: Plan) -> bool:
    """Tell whether a rollback of this release may have to take the schema back."""
    return not plan.release.first_install and plan.release.schema_migration != "none"


def downgrade(plan: Plan) -> Part:
    """Make the Job, with a kustomization of its own, where a rollback may need it."""
    if not downgrades(plan):
        return Part()
    script = ConfigMap(
        DIRECTORY,
        NAME,
        {SCRIPT: _script()},
        "The script that the Job runs: alembic downgrade, with checks before and after.",
        guide=("rollout.revert",),
        component="migrate",
    )
    return Part(
        files=because(_files(plan), *CHOICES),
        config_maps=because((script,), *CHOICES),
        images=(BUSYBOX,),
        notes=(MIGRATIONS,),
    )


def _files(plan: Plan) -> tuple[File, ...]:
    return (
        File(
            path=f"{DIRECTORY}/service-account.yaml",
            content=(service_account("downgrade"),),
            why="The ServiceAccount of the Job, without a token.",
        ),
        File(
            path=f"{DIRECTORY}/job.yaml",
            content=(_job(plan),),
            why="Takes the schema back with the image of this release. An older backend does not "
            "start on a newer schema, and does not know the way back.",
            choices=(
                "release.previousSchemaRevision",
                "release.backend.image",
                "release.backend.digest",
                "release.imagePullSecret",
                "operations.runAsUser",
                "operations.fsGroup",
                *CONNECTION,
                *PLACED_AS_BACKEND,
                "scaling.helperLimits",
                "scaling.backend.nodeSelector",
                "scaling.backend.tolerations",
            ),
            guide=("rollout.revert",),
        ),
    )


def _job(plan: Plan) -> Manifest:
    return {
        "apiVersion": "batch/v1",
        "kind": "Job",
        "metadata": {"name": NAME, "labels": labels("migrate")},
        "spec": {
            # A second try would begin in the middle: a person looks first.
            "backoffLimit": 0,
            "activeDeadlineSeconds": DEADLINE_SECONDS,
            "template": {"metadata": {"labels": labels("migrate")}, "spec": _pod(plan)},
        },
    }


def _pod(plan: Plan) -> Manifest:
    return {
        **identity(plan, "downgrade"),
        "restartPolicy": "Never",
        "securityContext": pod_security(plan),
        "initContainers": [*waits(plan, direct=True)],
        "containers": [_container(plan)],
        "volumes": [
            {"name": "script", "configMap": {"name": NAME, "defaultMode": Octal(0o444)}},
            {"name": "tmp", "emptyDir": {"sizeLimit": "64Mi"}},
            *volumes(plan),
        ],
    }


def _container(plan: Plan) -> Manifest:
    recorded = plan.release.previous_schema_revision.strip().replace("$", "$$")
    return {
        "name": "downgrade",
        **image(plan.release.backend.image, movable=not plan.release.backend.digest),
        "command": ["python", f"/scripts/{SCRIPT}"],
        "env": [
            *environment(plan, direct=True),
            {"name": "PACKAGE", "value": PACKAGE},
            {"name": "REVISION", "value": recorded or UNRECORDED},
            {"name": "PYTHONDONTWRITEBYTECODE", "value": "1"},
            # Importing the image's models may ask for a home directory.
            {"name": "HOME", "value": "/tmp"},  # noqa: S108 - in the container
        ],
        "resources": limited(
            plan,
            {
                "requests": {"cpu": "100m", "memory": "512Mi", "ephemeral-storage": "64Mi"},
                "limits": {"memory": "1Gi", "ephemeral-storage": "128Mi"},
            },
            LARGE,
        ),
        "securityContext": container_security(plan, read_only=True),
        "volumeMounts": [
            {"name": "script", "mountPath": "/scripts", "readOnly": True},
            {"name": "tmp", "mountPath": "/tmp"},  # noqa: S108 - a mount of its own
            *mounts(plan),
        ],
    }


MIGRATIONS = Note(
    "assumed",
    "As in the upstream project, the image has Python, alembic and the migrations in the package "
    f"{PACKAGE}, and its migrations can be undone. Try jobs/downgrade in staging before you rely "
    "on it.",
    ("release.schemaMigration",),
    ("rollout.revert",),
)


@cache
def _script() -> str:
    return files(__package__).joinpath("files", SOURCE).read_text(encoding="utf-8")

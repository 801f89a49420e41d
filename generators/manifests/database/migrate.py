"""A Job that migrates the schema before a rollout, by starting one backend until it answers."""

from __future__ import annotations

from generators.manifests.database.connection import CHOICES as CONNECTION
from generators.manifests.database.migrate_pod import NAME
from generators.manifests.database.migrate_pod import migrate_pod
from generators.manifests.database.settings import connection_settings
from generators.manifests.images import BUSYBOX
from generators.manifests.part import File
from generators.manifests.part import Manifest
from generators.manifests.part import Note
from generators.manifests.part import Part
from generators.manifests.part import because
from generators.manifests.part import labels
from generators.manifests.topology.backend_pod import CHOICES as POD
from generators.manifests.topology.settings import CHOICES as SETTINGS
from generators.manifests.topology.settings import backend_settings
from generators.manifests.topology.workload import service_account
from generators.plan import Plan
from generators.plan.kubernetes import SIDECARS_SINCE
from generators.plan.scalars import minor_of

DIRECTORY = "jobs/migrate"
CHOICES = ("database.migrations", "release.kubernetes", "operations.gitops")

DEADLINE_SECONDS = 1800


def migrate(plan: Plan) -> Part:
    """Make the migration Job where the plan asks for one and the cluster can run it."""
    if plan.database.migrations != "job":
        return Part()
    if minor_of(plan.release.kubernetes) < SIDECARS_SINCE:
        return Part(notes=(TOO_OLD,))
    return Part(
        files=because(_files(plan), *CHOICES), images=(BUSYBOX,), notes=(BY_STARTING, TWICE)
    )


def _files(plan: Plan) -> tuple[File, ...]:
    return (
        File(
            path=f"{DIRECTORY}/service-account.yaml",
            content=(_account(plan),),
            why="The Job can run before anything else of the bundle exists.",
        ),
        File(
            path=f"{DIRECTORY}/config.yaml",
            content=(_config(plan),),
            why="The backend's settings for the Job: no cache, few connections and no state "
            "directory.",
            choices=(*SETTINGS, "operations.settings", "storage.configDir"),
        ),
        File(
            path=f"{DIRECTORY}/job.yaml",
            content=(_job(plan),),
            why="One backend of the new release starts, migrates under the migration lock, and "
            "stops when /health succeeds. Otherwise the Job fails.",
            choices=("database.migrations", *POD, *CONNECTION, "scaling.helperLimits"),
            guide=("postgres.migrations",),
        ),
    )


def _account(plan: Plan) -> Manifest:
    account = service_account("migrate")
    return {**account, "metadata": {**account["metadata"], **first(plan)}}


def _config(plan: Plan) -> Manifest:
    few = connection_settings(pool_size=2, max_overflow=2)
    return {
        "apiVersion": "v1",
        "kind": "ConfigMap",
        "metadata": {"name": f"{NAME}-config", "labels": labels("migrate"), **first(plan)},
        "data": {
            **backend_settings(plan),
            **plan.operations.settings,
            "SKILLFLAW_CACHE_TYPE": "async",
            "SKILLFLAW_CONFIG_DIR": plan.storage.config_dir,
            "SKILLFLAW_DATABASE_CONNECTION_RETRY": "true",
            "SKILLFLAW_DB_CONNECTION_SETTINGS": few,
            "SKILLFLAW_WORKERS": "1",
        },
    }


def _job(plan: Plan) -> Manifest:
    return {
        "apiVersion": "batch/v1",
        "kind": "Job",
        "metadata": {"name": NAME, "labels": labels("migrate"), **_ordering(plan)},
        "spec": {
            "backoffLimit": 1,
            "activeDeadlineSeconds": DEADLINE_SECONDS,
            "template": {"metadata": {"labels": labels("migrate")}, "spec": migrate_pod(plan)},
        },
    }


# The overlay's data stores and Secrets come first, then the Job, then the backend. A hook before
# the whole sync would wait, on the first install, for a database that comes with the sync.
WAVE = "argocd.argoproj.io/sync-wave"
FIRST = {WAVE: "-2"}
HOOK = {
    "argocd.argoproj.io/hook": "Sync",
    "argocd.argoproj.io/hook-delete-policy": "BeforeHookCreation",
    WAVE: "-1",
}


def first(plan: Plan) -> Manifest:
    """Have Argo CD make what the Job needs before the Job."""
    return {"annotations": FIRST} if plan.operations.gitops == "argo-cd" else {}


def _ordering(plan: Plan) -> Manifest:
    """Have the GitOps controller make the Job anew each time; its template cannot be changed."""
    if plan.operations.gitops == "argo-cd":
        return {"annotations": HOOK}
    if plan.operations.gitops == "flux":
        return {"annotations": {"kustomize.toolkit.fluxcd.io/force": "enabled"}}
    return {}


TOO_OLD = Note(
    "limit",
    "The migration Job needs sidecar containers, which need Kubernetes 1.29. In this plan each "
    "backend migrates when it starts, under a lock. Scale to one replica before an upgrade.",
    ("database.migrations", "release.kubernetes"),
    ("postgres.migrations",),
)

BY_STARTING = Note(
    "assumed",
    "The image's own migration command is not documented. The Job starts one backend, which "
    "migrates before it serves requests, as the upstream project does.",
    ("database.migrations",),
    ("postgres.migrations",),
)

TWICE = Note(
    "assumed",
    "Each backend also migrates when it starts. After the Job there is nothing left to migrate.",
    ("database.migrations",),
    ("postgres.migrations",),
)

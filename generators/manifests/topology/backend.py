"""The backend: its Deployment, its Service and its identity."""

from __future__ import annotations

from generators.manifests.computed import computed
from generators.manifests.part import File
from generators.manifests.part import Manifest
from generators.manifests.part import Patch
from generators.manifests.part import labels
from generators.manifests.part import selector
from generators.manifests.storage import shared_by_nodes
from generators.manifests.topology.backend_pod import CHOICES
from generators.manifests.topology.backend_pod import STARTUP_SECONDS
from generators.manifests.topology.backend_pod import backend_pod
from generators.manifests.topology.backend_pod import grace_seconds
from generators.manifests.topology.scratch import EACH_WRITABLE_MIB
from generators.manifests.topology.scratch import writable_paths
from generators.manifests.topology.workload import read_only_root
from generators.manifests.topology.workload import service
from generators.manifests.topology.workload import service_account
from generators.manifests.topology.workload import template_metadata
from generators.plan import Plan

DRAINED = ("database.mode", "database.port", "redis.mode", "redis.port", "release.mesh")
"""What tells the connections of a pool from those of a flow."""

PREPARING_SECONDS = 600
"""What pulling the image and waiting for database and cache may take before the start."""


def backend_files(plan: Plan) -> tuple[File, ...]:
    """Make what every topology has."""
    return (
        File(
            path="base/backend-serviceaccount.yaml",
            content=(service_account("backend", plan.operations.service_account_annotations),),
            why="The backend's ServiceAccount, without a token: the backend does not call the "
            "API server.",
            choices=("operations.serviceAccountAnnotations",),
        ),
        _deployment_file(plan),
        File(
            path="base/backend-service.yaml",
            content=(service("backend", 7860, plan.topology.audience.api),),
            why="The Service through which routes and the frontend reach the backend.",
            choices=("topology.audience.api",),
            guide=("routing.api",),
        ),
    )


def backend_root(plan: Plan) -> Patch:
    """Make the patch that closes the backend's root filesystem; ``/tmp`` is open anyway."""
    scratch = {
        f"writable-{number}": (path, EACH_WRITABLE_MIB)
        for number, path in enumerate(writable_paths(plan), start=1)
    }
    return read_only_root("backend", scratch, ("operations.writablePaths", "operations.volumes"))


def _deployment_file(plan: Plan) -> File:
    pattern = "topology.full-web" if plan.topology.web else "topology.api-first"
    statements = () if plan.storage.mode == "ephemeral" else ("state.config-dir",)
    return File(
        path="base/backend-deployment.yaml",
        content=(_deployment(plan),),
        why=f"The backend. {_stop(plan)} A hung process gets 30. The overlay sets the tag.",
        choices=(
            "topology.pattern",
            "release.kubernetes",
            *CHOICES,
            "scaling.backend.replicas",
            "scaling.backend.autoscaling.enabled",
            "scaling.backend.autoscaling.maxReplicas",
            "scaling.backend.longestFlowSeconds",
            "scaling.backend.drain",
            *(DRAINED if plan.scaling.backend.drain == "connections" else ()),
            "scaling.backend.maxUploadMb",
            "scaling.spread",
            "storage.mode",
            "storage.claimName",
            "storage.accessMode",
            "operations.readinessPath",
            "operations.podAnnotations",
            "operations.podLabels",
        ),
        guide=(
            pattern,
            *statements,
            "state.secret-key",
            "security.key-file",
            "security.secrets",
            "scaling.backend-requests",
        ),
    )


def _stop(plan: Plan) -> str:
    seconds = plan.scaling.backend.longest_flow_seconds
    if plan.scaling.backend.drain == "sleep":
        return f"Each stop waits {seconds} seconds, so that requests in flight can finish."
    return f"A stop waits until its last connection ends, at most {seconds} seconds."


def _deployment(plan: Plan) -> Manifest:
    return {
        "apiVersion": "apps/v1",
        "kind": "Deployment",
        "metadata": {"name": "skillflaw-backend", "labels": labels("backend")},
        "spec": {
            "selector": {"matchLabels": selector("backend")},
            **_rollout(plan),
            "template": {"metadata": template_metadata(plan, "backend"), "spec": backend_pod(plan)},
        },
    }


def _rollout(plan: Plan) -> Manifest:
    surge = {"type": "RollingUpdate", "rollingUpdate": {"maxSurge": 1, "maxUnavailable": 0}}
    return {
        # Where nodes cannot share the volume, the new pod waits until the old one has let go of it.
        "strategy": surge if shared_by_nodes(plan) else {"type": "Recreate"},
        "progressDeadlineSeconds": progress_seconds(plan),
    }


def progress_seconds(plan: Plan) -> int:
    """Give the time after which a rollout counts as stuck: longer than one pod's worst start."""
    replaced = 0 if shared_by_nodes(plan) else grace_seconds(plan)
    stop = f"{replaced} to stop the old pod + " if replaced else ""
    return computed(
        replaced + PREPARING_SECONDS + STARTUP_SECONDS,
        f"{stop}{PREPARING_SECONDS} to pull images and mount volumes + {STARTUP_SECONDS} to start",
    )

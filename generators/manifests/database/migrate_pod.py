"""The pod of the migration Job: a backend as a sidecar, and a container that sees it answer."""

from __future__ import annotations

from generators.manifests.computed import computed
from generators.manifests.database.connection import environment
from generators.manifests.database.connection import mounts
from generators.manifests.database.connection import volumes
from generators.manifests.database.connection import waits
from generators.manifests.images import BUSYBOX
from generators.manifests.limits import SMALL
from generators.manifests.limits import limited
from generators.manifests.part import Manifest
from generators.manifests.scaling.scale import resources
from generators.manifests.security import container_security
from generators.manifests.security import pod_security
from generators.manifests.topology.backend_pod import first_account
from generators.manifests.topology.backend_pod import key_volume
from generators.manifests.topology.further import further_mounts
from generators.manifests.topology.further import further_volumes
from generators.manifests.topology.further import variables
from generators.manifests.topology.further import whole_secrets
from generators.manifests.topology.workload import identity
from generators.manifests.topology.workload import image
from generators.manifests.topology.workload import probe
from generators.plan import Plan

NAME = "skillflaw-migrate"
SCRATCH_MIB = 256

# The migration lock alone may take three minutes.
PATIENCE_SECONDS = 900


def migrate_pod(plan: Plan) -> Manifest:
    """Make the pod; it succeeds once the backend of the new release answers."""
    return {
        **identity(plan, "migrate"),
        "restartPolicy": "Never",
        "securityContext": pod_security(plan),
        "initContainers": [*waits(plan, direct=True), _backend(plan)],
        "containers": [_answered(plan)],
        "volumes": [
            key_volume(plan),
            *volumes(plan),
            *further_volumes(plan, claims=False),
            *(
                {"name": name, "emptyDir": {"sizeLimit": f"{SCRATCH_MIB}Mi"}}
                for name in _scratch(plan)
            ),
        ],
    }


def _scratch(plan: Plan) -> dict[str, str]:
    """Name the scratch volumes and where each is mounted."""
    paths = ("/tmp", plan.storage.config_dir, *plan.operations.writable_paths)  # noqa: S108 - the pod's
    further = (volume.mount_path for volume in plan.operations.volumes)
    mounted = {plan.secrets.key_file.mount_path, *further}
    free = (path for path in paths if path not in mounted)
    return {f"scratch-{number}": path for number, path in enumerate(dict.fromkeys(free))}


def _backend(plan: Plan) -> Manifest:
    """Make the backend as a sidecar: the container after it starts once this one answers."""
    room = SCRATCH_MIB * len(_scratch(plan))
    return {
        "name": "backend",
        **image(plan.release.backend.image, movable=not plan.release.backend.digest),
        "restartPolicy": "Always",
        "envFrom": [*whole_secrets(plan), {"configMapRef": {"name": f"{NAME}-config"}}],
        # A backend that makes the schema makes the first account too.
        "env": [*environment(plan, direct=True), *first_account(plan), *variables(plan)],
        "ports": [{"name": "http", "containerPort": 7860, "protocol": "TCP"}],
        "startupProbe": probe("/health", period=5, timeout=5, failures=_failures()),
        "resources": resources(
            plan.scaling.backend.resources, scratch=SCRATCH_MIB, scratch_limit=room + SCRATCH_MIB
        ),
        "securityContext": container_security(plan),
        "volumeMounts": [
            {
                "name": "secret-key",
                "mountPath": plan.secrets.key_file.mount_path,
                "readOnly": True,
            },
            *mounts(plan),
            *further_mounts(plan),
            *({"name": name, "mountPath": path} for name, path in _scratch(plan).items()),
        ],
    }


def _answered(plan: Plan) -> Manifest:
    return {
        "name": "answered",
        **image(BUSYBOX.name),
        "command": ["wget", "-q", "-T", "10", "-O", "/dev/null", "http://127.0.0.1:7860/health"],
        "resources": limited(
            plan,
            {
                "requests": {"cpu": "10m", "memory": "16Mi", "ephemeral-storage": "8Mi"},
                "limits": {"memory": "32Mi", "ephemeral-storage": "16Mi"},
            },
            SMALL,
        ),
        "securityContext": container_security(plan, read_only=True),
    }


def _failures() -> int:
    return computed(
        PATIENCE_SECONDS // 5, f"{PATIENCE_SECONDS} seconds to migrate / a probe every 5"
    )

"""The backend's pod: what it mounts, when it counts as alive, and how it stops."""

from __future__ import annotations

from generators.manifests.computed import computed
from generators.manifests.part import Manifest
from generators.manifests.placement import PLACED_AS_BACKEND
from generators.manifests.scaling.scale import backend_scale
from generators.manifests.scaling.scale import mebibytes
from generators.manifests.scaling.scale import resources
from generators.manifests.scaling.scale import spread
from generators.manifests.security import container_security
from generators.manifests.security import pod_security
from generators.manifests.storage import state_mount
from generators.manifests.storage import state_volume
from generators.manifests.topology import scratch
from generators.manifests.topology.drain import drain
from generators.manifests.topology.drain import drain_seconds
from generators.manifests.topology.further import further_mounts
from generators.manifests.topology.further import further_volumes
from generators.manifests.topology.further import variables
from generators.manifests.topology.further import whole_secrets
from generators.manifests.topology.workload import identity
from generators.manifests.topology.workload import image
from generators.manifests.topology.workload import probe
from generators.plan import Plan
from generators.yaml.loader import Octal

CHOICES = (
    "release.backend.image",
    "release.backend.digest",
    "release.imagePullSecret",
    "scaling.backend.resources.requests.cpu",
    "scaling.backend.resources.requests.memory",
    "scaling.backend.resources.limits.cpu",
    "scaling.backend.resources.limits.memory",
    "storage.configDir",
    "secrets.keyFile.name",
    "secrets.keyFile.key",
    "secrets.keyFile.mountPath",
    "secrets.superuser.name",
    "secrets.superuser.usernameKey",
    "secrets.superuser.passwordKey",
    "operations.runAsUser",
    "operations.fsGroup",
    "operations.readOnlyRootFilesystem",
    "operations.writablePaths",
    "operations.environment",
    "operations.volumes",
    *PLACED_AS_BACKEND,
)
"""What every pod that runs the backend's image is made from."""

STARTUP_SECONDS = 300
"""A first start may wait 180 s for the migration lock before it migrates."""

STOP_SECONDS = 45
"""The launcher kills its server 30 s after SIGTERM; the rest is for the container runtime."""

HUNG_SECONDS = 30
"""A pod that fails its probe serves nobody, so it gets no drain window."""


def grace_seconds(plan: Plan) -> int:
    """Give ``terminationGracePeriodSeconds``: the drain window and an orderly stop."""
    window = drain_seconds(plan)
    name = "longest flow" if window == plan.scaling.backend.longest_flow_seconds else "least drain"
    return computed(window + STOP_SECONDS, f"{name} {window} + {STOP_SECONDS} to stop")


def backend_pod(plan: Plan) -> Manifest:
    """Make the pod's ``spec``; database and cache add their URLs to it by patches."""
    return {
        **identity(plan, "backend"),
        "terminationGracePeriodSeconds": grace_seconds(plan),
        "securityContext": pod_security(plan),
        **spread(plan, backend_scale(plan)),
        "containers": [_container(plan)],
        "volumes": [
            state_volume(plan),
            key_volume(plan),
            {"name": "tmp", "emptyDir": {"sizeLimit": mebibytes(scratch.tmp_mib(plan))}},
            *further_volumes(plan),
        ],
    }


def _container(plan: Plan) -> Manifest:
    return {
        "name": "backend",
        **image(plan.release.backend.image, movable=not plan.release.backend.digest),
        "ports": [{"name": "http", "containerPort": 7860, "protocol": "TCP"}],
        "envFrom": [
            *whole_secrets(plan),
            {"configMapRef": {"name": "skillflaw-backend-config"}},
        ],
        "env": [*first_account(plan), *variables(plan)],
        **_probes(plan),
        "lifecycle": drain(plan),
        "resources": resources(
            plan.scaling.backend.resources,
            scratch=scratch.request_mib(plan),
            scratch_limit=scratch.limit_mib(plan),
        ),
        # Components may close the root as well; that patch names the paths that stay open.
        "securityContext": container_security(plan, read_only=False),
        "volumeMounts": [
            state_mount(plan),
            {
                "name": "secret-key",
                "mountPath": plan.secrets.key_file.mount_path,
                "readOnly": True,
            },
            {"name": "tmp", "mountPath": "/tmp"},  # noqa: S108 - a volume of the pod's own
            *further_mounts(plan),
        ],
    }


def _probes(plan: Plan) -> Manifest:
    start = probe("/health", period=10, timeout=5, failures=_start_failures())
    alive = probe("/health", period=20, timeout=10, failures=6)
    ready = probe(plan.operations.readiness_path, period=10, timeout=10, failures=3)
    return {
        "startupProbe": {**start, "terminationGracePeriodSeconds": HUNG_SECONDS},
        # Never a path that looks at a dependency: its outage would restart every pod.
        "livenessProbe": {**alive, "terminationGracePeriodSeconds": HUNG_SECONDS},
        "readinessProbe": ready,
    }


def _start_failures() -> int:
    return computed(STARTUP_SECONDS // 10, f"{STARTUP_SECONDS} seconds to start / a probe every 10")


def first_account(plan: Plan) -> list[Manifest]:
    """List the variables of the first account; without them a well-known login may work."""
    secret = plan.secrets.superuser
    keys = {
        "SKILLFLAW_SUPERUSER": secret.username_key,
        "SKILLFLAW_SUPERUSER_PASSWORD": secret.password_key,
    }
    return [
        {"name": name, "valueFrom": {"secretKeyRef": {"name": secret.name, "key": key}}}
        for name, key in keys.items()
    ]


def key_volume(plan: Plan) -> Manifest:
    """Make the volume ``secret-key``, with the key as its one file."""
    key = plan.secrets.key_file
    return {
        "name": "secret-key",
        "secret": {
            "secretName": key.name,
            # Readable through the pod's group; root owns the file.
            "defaultMode": Octal(0o440),
            "items": [{"key": key.key, "path": key.key}],
        },
    }

"""Where volumes are mounted in the backend's container."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Mapping

from generators.plan import Plan

# Directories that the image, the kernel or the runtime fills.
SYSTEM = frozenset(
    [
        "/app",
        "/app/.venv",
        "/bin",
        "/boot",
        "/dev",
        "/etc",
        "/lib",
        "/lib64",
        "/proc",
        "/root",
        "/run",
        "/sbin",
        "/sys",
        "/usr",
        "/usr/bin",
        "/usr/lib",
        "/usr/local",
        "/usr/local/bin",
        "/usr/local/lib",
        "/var",
        "/var/lib",
        "/var/run",
        "/run/secrets",
        "/var/run/secrets",
    ]
)


def mounted(plan: Plan) -> Iterator[tuple[str, str]]:
    """Yield the choice and the directory of each mount that the plan decides."""
    yield "storage.configDir", plan.storage.config_dir
    yield "secrets.keyFile.mountPath", plan.secrets.key_file.mount_path
    if plan.operations.read_only_root_filesystem:
        for path in plan.operations.writable_paths:
            yield "operations.writablePaths", path
    for volume in plan.operations.volumes:
        # A single file hides nothing but itself.
        if not volume.sub_path:
            yield "operations.volumes", volume.mount_path


def readable(plan: Plan) -> Iterator[str]:
    """Yield where the backend finds files that are not the image's."""
    yield from (directory for _, directory in mounted(plan))
    yield from (volume.mount_path for volume in plan.operations.volumes)
    yield from ("/tmp", *OWN_MOUNTS)  # noqa: S108 - the pod's


# What the bundle mounts besides, where the plan asks for it.
OWN_MOUNTS: Mapping[str, str] = {
    "/run/secrets/database-ca": "the CA of PostgreSQL",
    "/run/secrets/redis-ca": "the CA of Redis",
    "/run/extra-ca": "the additional CAs",
    "/run/trust": "the additional CAs",
}

# The volumes of the backend's pod and of the migration's.
OWN_VOLUMES = re.compile(
    r"state|secret-key|tmp|database-ca|redis-ca|extra-ca|trust|(?:writable|scratch)-\d+"
)


def below(directory: str, path: str) -> bool:
    """Tell whether a path is a directory or lies inside it."""
    return path == directory or path.startswith(f"{directory.rstrip('/')}/")

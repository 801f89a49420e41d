"""Where volumes are mounted in the backend's container."""

from __future__ import annotations

from collections.abc import Iterator

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


def below(directory: str, path: str) -> bool:
    """Tell whether a path is a directory or lies inside it."""
    return path == directory or path.startswith(f"{directory.rstrip('/')}/")

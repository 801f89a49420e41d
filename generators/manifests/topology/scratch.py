"""How much scratch space a backend pod may fill, in MiB."""

from __future__ import annotations

from generators.manifests.computed import computed
from generators.manifests.storage import EPHEMERAL_GIB
from generators.plan import Plan

# Judgement: what logs, caches and the container's own layer take beside uploads.
BESIDE_MIB = 512
EACH_WRITABLE_MIB = 1024
LEAST_TMP_MIB = 1024
UPLOADS_AT_ONCE = 4


def tmp_mib(plan: Plan) -> int:
    """Bound ``/tmp``, where uploads lie until they are read."""
    upload = plan.scaling.backend.max_upload_mb
    return computed(
        max(LEAST_TMP_MIB, UPLOADS_AT_ONCE * upload),
        f"the larger of {LEAST_TMP_MIB} MiB and {UPLOADS_AT_ONCE} uploads of {upload} MB",
    )


def request_mib(plan: Plan) -> int:
    """Ask for room for one upload and what is beside it."""
    upload = plan.scaling.backend.max_upload_mb
    return computed(
        upload + BESIDE_MIB, f"largest upload {upload} MB + {BESIDE_MIB} MiB for logs and caches"
    )


def limit_mib(plan: Plan) -> int:
    """Bound the pod: every scratch volume full, and as much again as lies beside them."""
    read_only = plan.operations.read_only_root_filesystem
    writable = len(writable_paths(plan)) * EACH_WRITABLE_MIB if read_only else 0
    state = EPHEMERAL_GIB * 1024 if plan.storage.mode == "ephemeral" else 0
    terms = {
        "/tmp": tmp_mib(plan),  # noqa: S108 - the pod's
        "writable paths": writable,
        "ephemeral state": state,
        "logs and caches": 2 * BESIDE_MIB,
    }
    written = " + ".join(f"{mib} MiB {name}" for name, mib in terms.items() if mib)
    return computed(sum(terms.values()), written)


def writable_paths(plan: Plan) -> tuple[str, ...]:
    """List the paths that need a scratch volume of their own, each once, in the plan's order."""
    further = (volume.mount_path for volume in plan.operations.volumes)
    mounted = {"/tmp", plan.storage.config_dir, plan.secrets.key_file.mount_path, *further}  # noqa: S108 - the pod's
    return tuple(dict.fromkeys(p for p in plan.operations.writable_paths if p not in mounted))

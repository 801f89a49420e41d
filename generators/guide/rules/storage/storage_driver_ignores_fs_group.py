from __future__ import annotations

from collections.abc import Iterator

from generators.guide.csi_drivers import ignores_fs_group
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="CSI driver ignores fsGroup",
    about=("storage.provisioner", "storage.storageClass"),
    severity=Severity.WARNING,
    why="The share or its mount options decide who owns the files. A backend that does not run as "
    "that user cannot write to its state directory, and stops at its first start.",
    fix="Set uid, gid, dir_mode and file_mode in the mountOptions of the StorageClass so that "
    "operations.runAsUser may write; for NFS, give the export to this user.",
    because="It works where the mount options or the export allow the backend's user to write.",
    guide=("state.config-dir",),
    reference="https://github.com/kubernetes-sigs/azurefile-csi-driver/issues/837",
    bad={"storage.provisioner": "file.csi.azure.com"},
)
def storage_driver_ignores_fs_group(plan: Plan) -> Iterator[str]:
    driver = plan.storage.provisioner.strip()
    if plan.storage.mode != "ephemeral" and ignores_fs_group(driver):
        yield (
            f"{driver} does not apply fsGroup, and the backend runs as user "
            f"{plan.operations.run_as_user}."
        )

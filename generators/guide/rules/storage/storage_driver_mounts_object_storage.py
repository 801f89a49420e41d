from __future__ import annotations

from collections.abc import Iterator

from generators.guide.csi_drivers import OBJECT_STORES
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="CSI driver mounts object storage",
    about=("storage.provisioner",),
    severity=Severity.WARNING,
    why="Renames, locks and appends fail or are slow on object storage, so uploads fail in ways "
    "that are hard to reproduce.",
    fix="Choose a storage class for file storage, such as EFS, Filestore, Azure Files, CephFS or "
    "NFS.",
    because="Reading and writing whole files works, so a first test passes.",
    guide=("state.config-dir",),
    reference="https://github.com/awslabs/mountpoint-s3/blob/main/doc/SEMANTICS.md",
    bad={"storage.provisioner": "s3.csi.aws.com"},
)
def storage_driver_mounts_object_storage(plan: Plan) -> Iterator[str]:
    if plan.storage.mode != "ephemeral" and plan.storage.provisioner.strip() in OBJECT_STORES:
        yield f"{plan.storage.provisioner.strip()} mounts a bucket as a directory."

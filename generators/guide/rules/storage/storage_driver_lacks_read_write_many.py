from __future__ import annotations

from collections.abc import Iterator

from generators.guide.csi_drivers import shares_nothing
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="CSI driver does not support ReadWriteMany",
    about=("storage.provisioner", "storage.accessMode"),
    severity=Severity.ERROR,
    why="The PersistentVolumeClaim stays Pending, or the second pod waits with a Multi-Attach "
    "error.",
    fix="Choose a storage class for file storage, such as EFS, Filestore, Azure Files, CephFS or "
    "NFS.",
    because="The driver attaches a volume to one node only, so the claim cannot be met.",
    guide=("state.config-dir", "postgres.replicas"),
    reference="https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes",
    bad={"storage.provisioner": "ebs.csi.aws.com"},
)
def storage_driver_lacks_read_write_many(plan: Plan) -> Iterator[Remark]:
    storage = plan.storage
    if storage.mode == "ephemeral" or storage.access_mode != "ReadWriteMany":
        return
    if shares_nothing(storage.provisioner):
        single = plan.scaling.backend.most == 1
        yield Remark(
            f"{storage.provisioner.strip()} is block storage, and storage.accessMode is "
            "ReadWriteMany.",
            fix="Choose a storage class for file storage, or ReadWriteOnce for the one replica."
            if single
            else "",
        )

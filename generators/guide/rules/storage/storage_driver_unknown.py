from __future__ import annotations

from collections.abc import Iterator

from generators.guide.csi_drivers import OBJECT_STORES
from generators.guide.csi_drivers import shares
from generators.guide.csi_drivers import shares_nothing
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="CSI driver support for ReadWriteMany unknown",
    about=("storage.provisioner", "storage.storageClass", "storage.accessMode"),
    severity=Severity.INFO,
    why="If the class is block storage, the PersistentVolumeClaim stays Pending and no pod starts.",
    fix="Find the driver with kubectl get storageclass, check in its documentation for "
    "ReadWriteMany, and enter it in storage.provisioner.",
    because="The class may support it; the plan does not name a known driver.",
    guide=("state.config-dir",),
    reference="https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes",
    bad={"storage.provisioner": ""},
)
def storage_driver_unknown(plan: Plan) -> Iterator[str]:
    storage = plan.storage
    driver = storage.provisioner.strip()
    if storage.mode != "claim" or storage.access_mode != "ReadWriteMany":
        return
    if not driver:
        name = (
            f"the class {storage.storage_class}" if storage.storage_class else "the default class"
        )
        yield f"The access mode is ReadWriteMany, and the driver of {name} is not given."
    elif not (shares(driver) or shares_nothing(driver) or driver in OBJECT_STORES):
        yield f"The access mode is ReadWriteMany, and support for it in {driver} is unknown."

from __future__ import annotations

from collections.abc import Iterator

from generators.guide.csi_drivers import OBJECT_STORES
from generators.guide.csi_drivers import shares
from generators.guide.csi_drivers import shares_nothing
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="Nobody has checked that the class can share",
    about=("storage.provisioner", "storage.storageClass", "storage.accessMode"),
    severity=Severity.INFO,
    why="Most classes are block storage: the claim stays Pending, and no pod starts.",
    fix="See with kubectl get storageclass which driver it is, and in its documents whether it "
    "offers ReadWriteMany.",
    because="It may be right; the plan just does not say enough to know.",
    guide=("state.config-dir",),
    bad={"storage.provisioner": ""},
)
def sharing_unproven(plan: Plan) -> Iterator[str]:
    storage = plan.storage
    driver = storage.provisioner.strip()
    if storage.mode != "claim" or storage.access_mode != "ReadWriteMany":
        return
    if not driver:
        name = (
            f"the class {storage.storage_class}" if storage.storage_class else "the default class"
        )
        yield f"The claim is ReadWriteMany, and the driver of {name} is not named."
    elif not (shares(driver) or shares_nothing(driver) or driver in OBJECT_STORES):
        yield f"The claim is ReadWriteMany, and whether {driver} can share is not known here."

from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="Nobody has checked that the class can share",
    about=("storage.provisioner", "storage.storageClass", "storage.accessMode"),
    severity=Severity.INFO,
    why="Most default classes are block storage: the claim stays Pending, and no pod starts.",
    fix="Write the class's provisioner; kubectl get storageclass shows it.",
    because="It may be right; the plan just does not say enough to know.",
    guide=("state.config-dir",),
    bad={"storage.provisioner": ""},
)
def sharing_unproven(plan: Plan) -> Iterator[str]:
    storage = plan.storage
    shared = storage.mode == "claim" and storage.access_mode == "ReadWriteMany"
    if shared and not storage.provisioner.strip():
        name = (
            f"the class {storage.storage_class}" if storage.storage_class else "the default class"
        )
        yield f"The claim is ReadWriteMany, and the driver of {name} is not named."

from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="PersistentVolumeClaim name missing",
    about=("storage.claimName", "storage.mode"),
    severity=Severity.ERROR,
    why="The volume of the pod has no claim name, so the API server refuses the pod.",
    fix="Enter the name in storage.claimName, or set storage.mode to claim.",
    because="Kubernetes requires the claim name.",
    guide=("state.config-dir",),
    reference="https://kubernetes.io/docs/concepts/storage/persistent-volumes/#claims-as-volumes",
    bad={"storage.mode": "existing-claim"},
)
def claim_name_missing(plan: Plan) -> Iterator[str]:
    if plan.storage.mode == "existing-claim" and not plan.storage.claim_name:
        yield "storage.mode is existing-claim, and storage.claimName is empty."

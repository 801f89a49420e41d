from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan
from generators.plan.scalars import bytes_of


@rule(
    title="PersistentVolumeClaim is smaller than one upload",
    about=("storage.size", "scaling.backend.maxUploadMb"),
    severity=Severity.ERROR,
    why="The largest upload the backend accepts does not fit on the volume, so it fails every "
    "time.",
    fix="Increase storage.size, or reduce scaling.backend.maxUploadMb.",
    because="The backend accepts an upload that the volume cannot store.",
    guide=("state.config-dir",),
    bad={"storage.size": "64Mi"},
)
def claim_smaller_than_upload(plan: Plan) -> Iterator[str]:
    upload = plan.scaling.backend.max_upload_mb
    if plan.storage.mode == "claim" and bytes_of(plan.storage.size) < upload * 2**20:
        yield f"storage.size is {plan.storage.size}, and one upload may have {upload} MB."

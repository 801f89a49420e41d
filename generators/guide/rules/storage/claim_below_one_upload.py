from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan
from generators.plan.scalars import bytes_of


@rule(
    title="A claim smaller than one upload",
    about=("storage.size", "scaling.backend.maxUploadMb"),
    severity=Severity.ERROR,
    why="The largest file that you promise to accept never fits, so the upload fails every time.",
    fix="Ask for a larger claim, or accept smaller uploads.",
    because="The plan promises an upload that cannot work.",
    guide=("state.config-dir",),
    bad={"storage.size": "64Mi"},
)
def claim_below_one_upload(plan: Plan) -> Iterator[str]:
    upload = plan.scaling.backend.max_upload_mb
    if plan.storage.mode == "claim" and bytes_of(plan.storage.size) < upload * 2**20:
        yield f"The claim is {plan.storage.size}, and one upload may have {upload} MB."

from __future__ import annotations

from collections.abc import Iterator

from generators.guide.formatting import binary
from generators.guide.formatting import plural
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan
from generators.plan.scalars import bytes_of

UPLOADS = 10


@rule(
    title="A claim that uploads fill",
    about=("storage.size", "scaling.backend.maxUploadMb"),
    severity=Severity.WARNING,
    why="The volume is full within days, and every upload fails until somebody grows it.",
    fix="Give the claim room for the files of some months.",
    because="It works until the volume is full.",
    guide=("state.config-dir",),
    reference="https://kubernetes.io/docs/concepts/storage/persistent-volumes/#expanding-persistent-volumes-claims",
    bad={"storage.size": "512Mi"},
)
def claim_too_small(plan: Plan) -> Iterator[Remark]:
    upload = plan.scaling.backend.max_upload_mb
    size = plan.storage.size
    room = bytes_of(size) // (upload * 2**20)
    if plan.storage.mode == "claim" and 0 < room < UPLOADS:
        yield Remark(
            f"The claim of {size} holds {plural(room, 'upload')} of {upload} MB.",
            fix=f"Ask for {binary(UPLOADS * upload * 2**20)} at the very least; 10Gi is a start.",
        )

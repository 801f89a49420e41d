from __future__ import annotations

from collections.abc import Iterator

from generators.guide.formatting import binary
from generators.guide.formatting import plural
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan
from generators.plan.scalars import bytes_of

MIN_UPLOADS = 10


@rule(
    title="PersistentVolumeClaim is too small for the upload limit",
    about=("storage.size", "scaling.backend.maxUploadMb"),
    severity=Severity.WARNING,
    why="A few uploads fill the volume, and every further upload fails until the claim is "
    "expanded.",
    fix="Increase storage.size to hold the uploads of several months.",
    because="It works until the volume is full.",
    guide=("state.config-dir",),
    reference="https://kubernetes.io/docs/concepts/storage/persistent-volumes/#expanding-persistent-volumes-claims",
    bad={"storage.size": "512Mi"},
)
def claim_too_small(plan: Plan) -> Iterator[Remark]:
    upload = plan.scaling.backend.max_upload_mb
    size = plan.storage.size
    room = bytes_of(size) // (upload * 2**20)
    if plan.storage.mode == "claim" and 0 < room < MIN_UPLOADS:
        yield Remark(
            f"The claim of {size} holds only {plural(room, 'upload')} of {upload} MB.",
            fix=f"Set storage.size to at least {binary(MIN_UPLOADS * upload * 2**20)}, the size of "
            f"{MIN_UPLOADS} uploads.",
        )

from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="Release note missing",
    about=("release.change",),
    severity=Severity.INFO,
    why="In an incident the first question is what changed. Without a note, the person on call "
    "has to compare two versions of the bundle.",
    fix="Write in release.change which setting or Secret changes, or that only the image changes.",
    because="The rollout works without the note.",
    guide=("rollout.change",),
    bad={"release.change": ""},
)
def release_note_missing(plan: Plan) -> Iterator[str]:
    if not plan.release.first_install and not plan.release.change.strip():
        yield "The plan names no setting or Secret that changes with this release."

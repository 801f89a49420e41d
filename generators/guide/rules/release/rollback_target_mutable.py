from __future__ import annotations

from collections.abc import Iterator

from generators.guide.image_tags import floats
from generators.guide.image_tags import is_series
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="Rollback target is a mutable tag",
    about=("release.previousBackendTag",),
    severity=Severity.WARNING,
    why="When you roll back, the tag may already point at the release that failed.",
    fix="Set release.previousBackendTag to the full version that runs now, such as 1.8.1.",
    because="A rollback is possible, but which release it deploys is unknown.",
    guide=("rollout.revert",),
    bad={"release.previousBackendTag": "latest"},
)
def rollback_target_mutable(plan: Plan) -> Iterator[str]:
    previous = plan.release.previous_backend_tag.strip()
    if plan.release.first_install or previous == plan.release.backend.tag.strip():
        return
    if floats(previous):
        yield f"The rollback target {previous} can point at another image at any time."
    elif is_series(previous):
        yield f"The rollback target {previous} is a series of releases, not one release."

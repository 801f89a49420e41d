from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="Rollback target is the tag being deployed",
    about=("release.previousBackendTag", "release.backend.tag"),
    severity=Severity.ERROR,
    why="A rollback deploys the release that has just failed.",
    fix="Set release.previousBackendTag to the last backend tag before this one.",
    because="The guide asks how to revert the backend, and the same tag reverts nothing.",
    guide=("rollout.revert",),
    bad={"release.previousBackendTag": "1.8.2"},
)
def rollback_target_unchanged(plan: Plan) -> Iterator[str]:
    release = plan.release
    previous = release.previous_backend_tag.strip()
    if previous and not release.first_install and previous == release.backend.tag.strip():
        yield f"The backend tag and the rollback target are both {previous}."

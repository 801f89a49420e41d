from __future__ import annotations

from collections.abc import Iterator

from generators.guide.environment_names import rehearsal
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="Rollback target missing",
    about=("release.previousBackendTag", "release.firstInstall"),
    severity=Severity.ERROR,
    why="When the release fails, the person on call has to search for the last good tag while "
    "users wait.",
    fix="Set release.previousBackendTag to the backend tag that runs now, or turn "
    "release.firstInstall on.",
    because="The guide asks how to revert the backend before the rollout. In a staging, "
    "development or test environment this is a warning.",
    guide=("rollout.revert", "rollout.controls"),
    bad={"release.previousBackendTag": ""},
)
def rollback_target_missing(plan: Plan) -> Iterator[Remark]:
    if not plan.release.first_install and not plan.release.previous_backend_tag.strip():
        yield Remark(
            "The plan replaces a running backend, and release.previousBackendTag is empty.",
            severity=Severity.WARNING if rehearsal(plan) else None,
        )

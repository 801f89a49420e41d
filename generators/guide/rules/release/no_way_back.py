from __future__ import annotations

from collections.abc import Iterator

from generators.guide.environment_names import rehearsal
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="No release to go back to",
    about=("release.previousBackendTag", "release.firstInstall"),
    severity=Severity.ERROR,
    why="When the release fails, somebody searches for the last good tag while users wait.",
    fix="Write the backend tag that runs now, or say that this is the first installation.",
    because="The guide wants the way back known before a rollout. For a rehearsal it is a warning.",
    guide=("rollout.revert", "rollout.controls"),
    bad={"release.previousBackendTag": ""},
)
def no_way_back(plan: Plan) -> Iterator[Remark]:
    if not plan.release.first_install and not plan.release.previous_backend_tag.strip():
        yield Remark(
            "The plan replaces a running backend and does not say which tag a rollback returns to.",
            severity=Severity.WARNING if rehearsal(plan) else None,
        )

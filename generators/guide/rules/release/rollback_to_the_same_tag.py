from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="A rollback that goes nowhere",
    about=("release.previousBackendTag", "release.backend.tag"),
    severity=Severity.ERROR,
    why="The person who rolls back at night deploys the release that has just failed.",
    fix="Name the last backend tag that is different from the new one.",
    because="A rollback to the same tag is no rollback, so the guide's question is not answered.",
    guide=("rollout.revert",),
    bad={"release.previousBackendTag": "1.8.2"},
)
def rollback_to_the_same_tag(plan: Plan) -> Iterator[str]:
    release = plan.release
    previous = release.previous_backend_tag.strip()
    if previous and not release.first_install and previous == release.backend.tag.strip():
        yield f"Both the new tag and the one to go back to are {previous}."

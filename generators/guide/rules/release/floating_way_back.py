from __future__ import annotations

from collections.abc import Iterator

from generators.guide.image_tags import floats
from generators.guide.image_tags import is_series
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="A way back that moves",
    about=("release.previousBackendTag",),
    severity=Severity.WARNING,
    why="By the time you need it, the tag is the release that failed.",
    fix="Write the full version that runs now.",
    because="A rollback works in form, but nobody knows to what.",
    guide=("rollout.revert",),
    bad={"release.previousBackendTag": "latest"},
)
def floating_way_back(plan: Plan) -> Iterator[str]:
    previous = plan.release.previous_backend_tag.strip()
    if plan.release.first_install or previous == plan.release.backend.tag.strip():
        return
    if floats(previous):
        yield f"A rollback would return to {previous}, which is another image every day."
    elif is_series(previous):
        yield f"A rollback would return to {previous}, which is a series of releases, not one."

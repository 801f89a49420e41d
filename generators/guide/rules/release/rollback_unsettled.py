from __future__ import annotations

from collections.abc import Iterator

from generators.guide.examples import WEB
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="Nobody has decided what rolls back with the backend",
    about=("release.rollback.frontend", "release.rollback.docs"),
    severity=Severity.ERROR,
    why="In the middle of a rollback two people decide it differently, and the UI no longer fits "
    "the API.",
    fix="Choose with-backend or pinned for each part that runs.",
    because="The guide asks for this answer before the rollout.",
    guide=("rollout.pinning", "rollout.controls"),
    bad={**WEB, "release.rollback.frontend": ""},
)
def rollback_unsettled(plan: Plan) -> Iterator[Remark]:
    rollback = plan.release.rollback
    if plan.topology.web and not rollback.frontend:
        yield Remark(
            "The plan does not say whether the frontend rolls back with the backend.",
            at=("release.rollback.frontend",),
        )
    if plan.topology.docs and not rollback.docs:
        yield Remark(
            "The plan does not say whether the docs roll back with the backend.",
            at=("release.rollback.docs",),
        )

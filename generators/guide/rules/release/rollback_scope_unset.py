from __future__ import annotations

from collections.abc import Iterator

from generators.guide.examples import WEB
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="Rollback of the frontend or docs not decided",
    about=("release.rollback.frontend", "release.rollback.docs"),
    severity=Severity.ERROR,
    why="During a rollback two people can decide differently, and then the UI does not match the "
    "API.",
    fix="Choose with-backend or pinned for release.rollback.frontend and release.rollback.docs, "
    "where they run.",
    because="The guide asks for this decision before the rollout.",
    guide=("rollout.pinning", "rollout.controls"),
    bad={**WEB, "release.rollback.frontend": ""},
)
def rollback_scope_unset(plan: Plan) -> Iterator[Remark]:
    rollback = plan.release.rollback
    if plan.topology.web and not rollback.frontend:
        yield Remark(
            "No rollback decision is set for the frontend.",
            at=("release.rollback.frontend",),
        )
    if plan.topology.docs and not rollback.docs:
        yield Remark(
            "No rollback decision is set for the docs.",
            at=("release.rollback.docs",),
        )

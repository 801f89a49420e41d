from __future__ import annotations

from collections.abc import Iterator

from generators.guide.examples import WEB
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="Frontend replicas follow the backend without a measured need",
    about=("scaling.frontend.followReason", "scaling.frontend.followBackend"),
    severity=Severity.WARNING,
    why="You pay for idle frontend pods, and a peak of page loads gets no new frontend pod until "
    "the backend scales.",
    fix="Write what you measured in scaling.frontend.followReason, or turn "
    "scaling.frontend.followBackend off.",
    because="The plan works, but the guide asks for a measurement first.",
    guide=("scaling.independent",),
    bad={**WEB, "scaling.frontend.followBackend": True},
)
def frontend_follow_reason_missing(plan: Plan) -> Iterator[Remark]:
    frontend = plan.scaling.frontend
    if plan.topology.web and frontend.follow_backend and not frontend.follow_reason.strip():
        yield Remark(
            "The frontend follows the backend's replica count, and no measured need is given.",
            change={"scaling.frontend.followBackend": False},
        )

from __future__ import annotations

from collections.abc import Iterator

from generators.guide.examples import WEB
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="A frontend tied to the backend without a measured need",
    about=("scaling.frontend.followReason", "scaling.frontend.followBackend"),
    severity=Severity.WARNING,
    why="You pay for idle web servers, and a peak of page loads waits until the backend is busy.",
    fix="Write down what you measured, or give the frontend its own count.",
    because="It works, and the guide asks for a measurement first.",
    guide=("scaling.independent",),
    bad={**WEB, "scaling.frontend.followBackend": True},
)
def frontend_tied_without_a_measurement(plan: Plan) -> Iterator[Remark]:
    frontend = plan.scaling.frontend
    if plan.topology.web and frontend.follow_backend and not frontend.follow_reason.strip():
        yield Remark(
            "The frontend's count follows the backend's, and no measurement says why.",
            change={"scaling.frontend.followBackend": False},
        )

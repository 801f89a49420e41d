from __future__ import annotations

from collections.abc import Iterator

from generators.guide.examples import WEB
from generators.guide.image_tags import floats
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="Frontend and backend tags differ",
    about=("release.frontend.tag", "release.backend.tag", "release.rollback.frontend"),
    severity=Severity.INFO,
    why="The UI can call an API endpoint that the backend does not have. The health checks of "
    "both still pass.",
    fix="Deploy the same release of both, or set release.rollback.frontend to pinned.",
    because="The guide allows different releases where this is decided. This plan says that both "
    "roll back together.",
    guide=("rollout.pinning",),
    bad={**WEB, "release.frontend.tag": "1.7.0"},
)
def frontend_version_mismatch(plan: Plan) -> Iterator[str]:
    backend, frontend = plan.release.backend.tag, plan.release.frontend.tag
    together = plan.topology.web and plan.release.rollback.frontend == "with-backend"
    known = backend and frontend and not floats(backend) and not floats(frontend)
    if together and known and backend != frontend:
        yield (
            f"The frontend tag is {frontend}, the backend tag is {backend}, and both roll back "
            "together."
        )

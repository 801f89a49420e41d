from __future__ import annotations

from collections.abc import Iterator

from generators.guide.examples import WEB
from generators.guide.image_tags import floats
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="Frontend and backend of different releases",
    about=("release.frontend.tag", "release.backend.tag", "release.rollback.frontend"),
    severity=Severity.INFO,
    why="The UI may call what the API no longer has, and both look healthy alone.",
    fix="Deploy the same release of both, or pin the frontend on purpose.",
    because="The guide allows it where it is decided; here the plan says that both move together.",
    guide=("rollout.pinning",),
    bad={**WEB, "release.frontend.tag": "1.7.0"},
)
def versions_apart(plan: Plan) -> Iterator[str]:
    backend, frontend = plan.release.backend.tag, plan.release.frontend.tag
    together = plan.topology.web and plan.release.rollback.frontend == "with-backend"
    known = backend and frontend and not floats(backend) and not floats(frontend)
    if together and known and backend != frontend:
        yield f"The frontend is {frontend} and the backend {backend}, and they roll back together."

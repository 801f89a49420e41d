from __future__ import annotations

from collections.abc import Iterator

from generators.guide.examples import WEB
from generators.guide.formatting import listed
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.guide.workloads import running
from generators.plan import Plan

AMOUNTS = {"cpu": "100m", "memory": "128Mi"}


@rule(
    title="Pods without resource requests",
    about=(
        "scaling.frontend.resources.requests.cpu",
        "scaling.frontend.resources.requests.memory",
        "scaling.docs.resources.requests.cpu",
        "scaling.docs.resources.requests.memory",
    ),
    severity=Severity.WARNING,
    why="The scheduler counts the pod as nothing, and a node under pressure evicts it first.",
    fix="Request a little: 100m and 128Mi serve static files.",
    because="The pods run; they are the first to go when a node is short of memory.",
    reference="https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/",
    bad={**WEB, "scaling.frontend.resources.requests.memory": ""},
)
def requests_missing(plan: Plan) -> Iterator[Remark]:
    scaled = plan.scaling.frontend.autoscaling.enabled
    for part in running(plan):
        if part.name == "backend":
            continue
        given = part.resources.requests
        missing = [name for name in AMOUNTS if not getattr(given, name)]
        if part.name == "frontend" and scaled:
            missing = [name for name in missing if name != "cpu"]
        paths = tuple(part.scaling(f"resources.requests.{name}") for name in missing)
        if paths:
            yield Remark(
                f"The {part.name} requests no {listed(missing).replace('cpu', 'CPU')}.",
                at=paths,
                change=dict(zip(paths, (AMOUNTS[name] for name in missing), strict=True)),
            )

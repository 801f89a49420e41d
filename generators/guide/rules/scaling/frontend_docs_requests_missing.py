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
    title="Frontend or docs resource requests missing",
    about=(
        "scaling.frontend.resources.requests.cpu",
        "scaling.frontend.resources.requests.memory",
        "scaling.docs.resources.requests.cpu",
        "scaling.docs.resources.requests.memory",
    ),
    severity=Severity.WARNING,
    why="Without requests the scheduler reserves nothing for the pod, and a node short of memory "
    "evicts it first. Where only a limit is set, Kubernetes uses the limit as the request.",
    fix="Request 100m CPU and 128Mi memory. This is a start for static files.",
    because="The pods run, but they are evicted first when a node is short of memory.",
    reference="https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/",
    bad={**WEB, "scaling.frontend.resources.requests.memory": ""},
)
def frontend_docs_requests_missing(plan: Plan) -> Iterator[Remark]:
    scaled = plan.scaling.frontend.autoscaling.enabled
    for part in running(plan):
        if part.name == "backend":
            continue
        requests = part.resources.requests
        missing = [name for name in AMOUNTS if not getattr(requests, name)]
        if part.name == "frontend" and scaled:
            missing = [name for name in missing if name != "cpu"]
        paths = tuple(part.scaling(f"resources.requests.{name}") for name in missing)
        if paths:
            yield Remark(
                f"The {part.name} has no {listed(missing).replace('cpu', 'CPU')} request.",
                at=paths,
                change=dict(zip(paths, (AMOUNTS[name] for name in missing), strict=True)),
            )

from __future__ import annotations

from collections.abc import Iterator

from generators.guide.formatting import listed
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="Backend resource requests missing",
    about=(
        "scaling.backend.resources.requests.cpu",
        "scaling.backend.resources.requests.memory",
    ),
    severity=Severity.ERROR,
    why="Without requests the scheduler puts the pods on nodes that have no room, and a node "
    "short of memory evicts them first. Where only a limit is set, Kubernetes uses the limit as "
    "the request.",
    fix="Start with a request of 1 CPU and 2Gi, then measure.",
    because="The guide asks to start with explicit resource requests.",
    guide=("scaling.backend-requests",),
    reference="https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/",
    bad={"scaling.backend.resources.requests.memory": ""},
)
def backend_requests_missing(plan: Plan) -> Iterator[Remark]:
    requests = plan.scaling.backend.resources.requests
    missing = {"memory": "2Gi"} if not requests.memory else {}
    # An autoscaler without a CPU request has a rule of its own.
    if not requests.cpu and not plan.scaling.backend.autoscaling.enabled:
        missing = {"cpu": "1", **missing}
    if missing:
        root = "scaling.backend.resources.requests"
        names = listed([{"cpu": "CPU", "memory": "memory"}[name] for name in missing])
        yield Remark(
            f"The backend has no {names} request.",
            at=tuple(f"{root}.{name}" for name in missing),
            change={f"{root}.{name}": amount for name, amount in missing.items()},
        )

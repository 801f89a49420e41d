from __future__ import annotations

from collections.abc import Iterator

from generators.guide.formatting import listed
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="A backend without resource requests",
    about=(
        "scaling.backend.resources.requests.cpu",
        "scaling.backend.resources.requests.memory",
    ),
    severity=Severity.ERROR,
    why="The scheduler packs the pods onto full nodes, and they are the first to be evicted.",
    fix="Start with a request of 1 CPU and 2Gi, then measure.",
    because="The guide asks to start with explicit requests.",
    guide=("scaling.backend-requests",),
    bad={"scaling.backend.resources.requests.memory": ""},
)
def backend_requests_missing(plan: Plan) -> Iterator[Remark]:
    requests = plan.scaling.backend.resources.requests
    missing = {"memory": "2Gi"} if not requests.memory else {}
    # An autoscaler without a CPU request is a graver mistake, with a rule of its own.
    if not requests.cpu and not plan.scaling.backend.autoscaling.enabled:
        missing = {"cpu": "1", **missing}
    if missing:
        root = "scaling.backend.resources.requests"
        names = listed([{"cpu": "CPU", "memory": "memory"}[name] for name in missing])
        yield Remark(
            f"The backend requests no {names}.",
            at=tuple(f"{root}.{name}" for name in missing),
            change={f"{root}.{name}": amount for name, amount in missing.items()},
        )

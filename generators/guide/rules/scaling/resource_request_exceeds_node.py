from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.guide.workloads import running
from generators.plan import Plan
from generators.plan.scalars import bytes_of
from generators.plan.scalars import millicores

# The largest sizes of the usual families of instances; only special ones have more.
CORES, MEMORY = "192", "1536Gi"


@rule(
    title="Resource request is larger than an ordinary node",
    about=(
        "scaling.backend.resources.requests.cpu",
        "scaling.backend.resources.requests.memory",
        "scaling.frontend.resources.requests.cpu",
        "scaling.frontend.resources.requests.memory",
        "scaling.docs.resources.requests.cpu",
        "scaling.docs.resources.requests.memory",
        "database.resources.requests.cpu",
        "database.resources.requests.memory",
        "redis.memoryLimit",
    ),
    severity=Severity.WARNING,
    why="The scheduler finds no node for the pod, so it stays Pending and the rollout does not "
    "finish.",
    fix="Set the request lower. 500 is 500 cores; 500m is half a core.",
    because="The plan does not say how large the cluster's nodes are, and some are larger.",
    guide=("scaling.backend-requests",),
    reference="https://docs.aws.amazon.com/ec2/latest/instancetypes/instance-types.html",
    bad={"scaling.backend.resources.requests.cpu": "500"},
)
def resource_request_exceeds_node(plan: Plan) -> Iterator[Remark]:
    for path, workload, request in _requests(plan):
        cpu = path.endswith(".cpu")
        measure, largest = (millicores, CORES) if cpu else (bytes_of, MEMORY)
        if request and measure(request) > measure(largest):
            amount = f"{request} cores" if cpu else request
            node = f"{CORES} cores" if cpu else MEMORY
            yield Remark(
                f"Each {workload} pod requests {amount}, and the largest ordinary node has {node}.",
                at=(path,),
                fix=f"Set {path} lower."
                + (f" {request} is {request} cores; 500m is half a core." if cpu else ""),
            )


def _requests(plan: Plan) -> Iterator[tuple[str, str, str]]:
    """Yield each request: its path, the workload, and the quantity."""
    for part in running(plan):
        requests = part.resources.requests
        yield part.scaling("resources.requests.cpu"), part.name, requests.cpu
        yield part.scaling("resources.requests.memory"), part.name, requests.memory
    if plan.database.mode != "external":
        postgresql = plan.database.resources.requests
        yield "database.resources.requests.cpu", "PostgreSQL", postgresql.cpu
        yield "database.resources.requests.memory", "PostgreSQL", postgresql.memory
    if plan.redis.mode == "in-cluster":
        yield "redis.memoryLimit", "Redis", plan.redis.memory_limit

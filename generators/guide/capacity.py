"""What the workloads of a plan take from the cluster and from PostgreSQL at their largest."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterable
from dataclasses import dataclass

from generators.guide.connections import budget
from generators.guide.workloads import Running
from generators.guide.workloads import running
from generators.plan import Plan
from generators.plan.scalars.quantity import bytes_of
from generators.plan.scalars.quantity import millicores

UNITS = (("Gi", 1024**3), ("Mi", 1024**2), ("Ki", 1024))


@dataclass(frozen=True)
class Capacity:
    """Pods of backend, frontend and docs at their largest number, with what they request.

    ``cpu`` counts thousandths of a core and ``memory`` bytes; there is none where a workload
    requests none. ``connections`` is what the backend may open, of ``limit`` of the server.
    """

    pods: int
    cpu: int | None
    memory: int | None
    connections: int
    limit: int

    @property
    def cores(self) -> str:
        """Write the requested CPU in cores: “2.5”."""
        return "not requested" if self.cpu is None else f"{self.cpu / 1000:g}"

    @property
    def written_memory(self) -> str:
        """Write the requested memory in its largest whole unit: “12Gi”, “4352Mi”."""
        if self.memory is None:
            return "not requested"
        for unit, size in UNITS:
            if self.memory % size == 0:
                return f"{self.memory // size}{unit}"
        return str(self.memory)


def capacity(plan: Plan) -> Capacity:
    """Add up the workloads of a plan; helper pods, PostgreSQL and Redis are not counted."""
    workloads = running(plan)
    return Capacity(
        sum(workload.most for workload in workloads),
        _total(workloads, lambda workload: workload.resources.requests.cpu, millicores),
        _total(workloads, lambda workload: workload.resources.requests.memory, bytes_of),
        budget(plan).rollout,
        plan.database.max_connections,
    )


def _total(
    workloads: Iterable[Running], request: Callable[[Running], str], amount: Callable[[str], int]
) -> int | None:
    requests = [(request(workload), workload.most) for workload in workloads]
    if not all(text for text, _ in requests):
        return None
    return sum(amount(text) * pods for text, pods in requests)

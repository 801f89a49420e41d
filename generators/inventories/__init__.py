"""What runs of a plan and what it takes, counted in its rendered objects."""

from __future__ import annotations

from dataclasses import dataclass

from generators.inventories.amounts import Amounts
from generators.inventories.gauges import Gauge
from generators.inventories.gauges import connection_gauges
from generators.inventories.gauges import redis_gauge
from generators.inventories.objects import objects_of
from generators.inventories.topology import Topology
from generators.inventories.topology import topology
from generators.inventories.volumes import Volume
from generators.inventories.volumes import volumes
from generators.inventories.workloads import Workload
from generators.inventories.workloads import jobs
from generators.inventories.workloads import limited
from generators.inventories.workloads import requested
from generators.inventories.workloads import workloads
from generators.judgement import Judgement
from generators.plan import Plan

__all__ = ["Inventory", "inventory"]


@dataclass(frozen=True)
class Inventory:
    """What one environment runs: at the most, where an autoscaler decides.

    ``jobs`` run now and then, beside the ``workloads``. ``redis_memory`` is there where the plan
    runs Redis and sets its maxmemory.
    """

    plan: Plan
    workloads: tuple[Workload, ...]
    jobs: tuple[Workload, ...]
    volumes: tuple[Volume, ...]
    connections: tuple[Gauge, ...]
    redis_memory: Gauge | None
    topology: Topology

    @property
    def least(self) -> int:
        """Count the pods in quiet times."""
        return sum(workload.least for workload in self.workloads)

    @property
    def most(self) -> int:
        """Count the pods at the peak."""
        return sum(workload.most for workload in self.workloads)

    @property
    def requested(self) -> Amounts:
        """Add up what the workloads request at the peak."""
        return requested(self.workloads)

    @property
    def limited(self) -> Amounts:
        """Add up the limits of the workloads at the peak, where they have any."""
        return limited(self.workloads)

    @property
    def storage(self) -> int:
        """Count the bytes of all volumes whose size is known."""
        return sum(volume.total for volume in self.volumes)


def inventory(judgement: Judgement) -> Inventory:
    """Count what a judged plan runs, also one with errors."""
    objects = objects_of(judgement)
    running = workloads(objects)
    return Inventory(
        judgement.plan,
        running,
        jobs(objects),
        volumes(objects),
        connection_gauges(judgement.plan),
        redis_gauge(judgement.plan),
        topology(judgement.plan, objects, running),
    )

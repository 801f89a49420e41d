"""What an environment takes from the cluster, as bars with numbers."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import generators
from configurator.wording.plurals import counted

# What a page shows first, by the step on which it is decided.
PARTS = ("pods", "connections", "redis", "volumes")
FIRST = {"database": ("connections", "volumes"), "redis": ("redis",)}


@dataclass(frozen=True)
class Bar:
    """What one workload takes, against what all take together."""

    title: str
    how: str
    value: int
    total: int
    text: str


@dataclass(frozen=True)
class Capacity:
    """An inventory as a page shows it; ``parts`` are named in the order in which they come."""

    inventory: generators.Inventory
    parts: tuple[str, ...] = PARTS

    @cached_property
    def cpu(self) -> tuple[Bar, ...]:
        return tuple(self._bars(lambda size: size.cpu, generators.cores))

    @cached_property
    def memory(self) -> tuple[Bar, ...]:
        return tuple(self._bars(lambda size: size.memory, generators.memory))

    def _bars(
        self, amount: Callable[[generators.Amounts], int | None], write: Callable[[int], str]
    ) -> Iterator[Bar]:
        total = amount(self.inventory.requested) or 0
        for workload in self.inventory.workloads:
            request, value = amount(workload.requests), amount(workload.requested)
            if request is None or value is None:
                yield Bar(workload.title, f"{workload.most} × none", 0, total, "none")
            else:
                how = f"{workload.most} × {write(request)}"
                yield Bar(workload.title, how, value, total, write(value))

    @property
    def pods(self) -> str:
        """Write the number of pods: “5 pods”, “11 to 17 pods”."""
        least, most = self.inventory.least, self.inventory.most
        return counted(most, "pod") if least == most else f"{least} to {most} pods"

    @property
    def scales(self) -> bool:
        """Tell whether an autoscaler decides, so that the sums are for its maximum."""
        return self.inventory.least < self.inventory.most

    @property
    def cores(self) -> str:
        return generators.cores(self.inventory.requested.cpu) or "none"

    @property
    def requested_memory(self) -> str:
        return generators.memory(self.inventory.requested.memory) or "none"

    @property
    def limits(self) -> tuple[str, ...]:
        """Write the sums of the limits, and which workloads have none."""
        sizes = self.inventory.limited
        return (
            self._limit("CPU", generators.cores(sizes.cpu), lambda size: size.cpu),
            self._limit("memory", generators.memory(sizes.memory), lambda size: size.memory),
        )

    def _limit(
        self, name: str, text: str, amount: Callable[[generators.Amounts], int | None]
    ) -> str:
        parts = self.inventory.workloads
        without = [part.title for part in parts if amount(part.limits) is None]
        if len(without) == len(parts):
            return f"{name} not limited"
        return f"{name} {text}" + (f" (no limit: {', '.join(without)})" if without else "")

    @property
    def rollout(self) -> str:
        """Write what a rollout of every Deployment adds while it runs."""
        rolled = [part for part in self.inventory.workloads if part.surge]
        cpu = sum((part.requests.cpu or 0) * part.surge for part in rolled)
        size = sum((part.requests.memory or 0) * part.surge for part in rolled)
        pods = sum(part.surge for part in rolled)
        return f"{counted(pods, 'pod')}, {generators.cores(cpu)} CPU, {generators.memory(size)}"

    @property
    def jobs(self) -> tuple[tuple[str, str], ...]:
        """Write what each job requests while it runs."""
        return tuple((job.title, _requests(job.requests)) for job in self.inventory.jobs)

    @property
    def mesh(self) -> bool:
        """Tell whether a service mesh adds a container to each pod, which nothing here counts."""
        return self.inventory.plan.release.mesh == "istio-sidecar"

    @property
    def redis_text(self) -> str:
        """Say what is known of the memory of Redis where there is no bar for it."""
        redis = self.inventory.plan.redis
        if redis.mode == "none":
            return "Each backend pod caches in its own memory."
        if redis.mode == "external":
            return f"maxmemory of the managed service: {redis.max_memory or 'not confirmed'}."
        return f"maxmemory is not set; the container's memory limit is {redis.memory_limit}."

    @property
    def storage(self) -> str:
        """Write the sum of the volumes."""
        count = sum(volume.count for volume in self.inventory.volumes)
        return f"{generators.memory(self.inventory.storage)} on {counted(count, 'volume')}"


def capacity(inventory: generators.Inventory, slug: str = "") -> Capacity:
    """Show an inventory, with what is decided on a step first."""
    first = FIRST.get(slug, ())
    return Capacity(inventory, (*first, *(part for part in PARTS if part not in first)))


def _requests(size: generators.Amounts) -> str:
    texts = (
        f"{generators.cores(size.cpu)} CPU" if size.cpu is not None else "",
        generators.memory(size.memory),
    )
    return ", ".join(filter(None, texts)) or "nothing requested"

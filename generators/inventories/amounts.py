"""What a pod requests and may use, as the scheduler counts it."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from typing import Literal

from generators.plan.scalars.quantity import bytes_of
from generators.plan.scalars.quantity import millicores

GIB, MIB = 1024**3, 1024**2
THOUSANDTHS = 1000
Side = Literal["requests", "limits"]
MEASURES = {"cpu": millicores, "memory": bytes_of}


@dataclass(frozen=True)
class Amounts:
    """CPU in thousandths of a core and memory in bytes; ``None`` where a container sets none."""

    cpu: int | None
    memory: int | None

    def times(self, pods: int) -> Amounts:
        """Give what a number of these take together."""
        return Amounts(
            None if self.cpu is None else self.cpu * pods,
            None if self.memory is None else self.memory * pods,
        )


def amounts(pod: Mapping[str, Any], side: Side) -> Amounts:
    """Count the requests or the limits of a pod.

    Its containers run together; each init container runs alone before them, and the largest of
    both counts: https://kubernetes.io/docs/concepts/workloads/pods/init-containers/
    """
    before = pod.get("initContainers", ())
    sidecars = [container for container in before if container.get("restartPolicy") == "Always"]
    alone = [container for container in before if container not in sidecars]
    together = (*sidecars, *pod["containers"])
    return Amounts(
        _most(together, sidecars, alone, side, "cpu"),
        _most(together, sidecars, alone, side, "memory"),
    )


def _most(
    together: Sequence[Any], sidecars: Sequence[Any], alone: Sequence[Any], side: Side, name: str
) -> int | None:
    running = [_amount(container, side, name) for container in together]
    if None in running:
        return None
    beside = sum(_amount(container, side, name) or 0 for container in sidecars)
    starting = [(_amount(container, side, name) or 0) + beside for container in alone]
    return max(sum(amount or 0 for amount in running), *starting, 0)


def _amount(container: Mapping[str, Any], side: Side, name: str) -> int | None:
    text = container.get("resources", {}).get(side, {}).get(name)
    return MEASURES[name](str(text)) if text else None


def total(parts: Iterable[Amounts]) -> Amounts:
    """Add up what is known; there is none where no part has any."""
    every = tuple(parts)
    return Amounts(
        _sum(part.cpu for part in every),
        _sum(part.memory for part in every),
    )


def _sum(numbers: Iterable[int | None]) -> int | None:
    known = [number for number in numbers if number is not None]
    return sum(known) if known else None


def cores(cpu: int | None) -> str:
    """Write CPU in cores: “2.5”; empty where there is none."""
    return "" if cpu is None else f"{cpu / THOUSANDTHS:,.12g}"


def memory(count: int | None) -> str:
    """Write bytes as people read them: “12Gi”, “4.25Gi”, “512Mi”; empty where there are none."""
    if count is None:
        return ""
    unit, size = ("Gi", GIB) if count >= GIB else ("Mi", MIB)
    return f"{round(count / size, 2):,.12g}{unit}"

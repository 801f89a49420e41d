"""Numbers against their limits: connections to PostgreSQL, and the memory of Redis."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generators.guide.connections import RESERVED
from generators.guide.connections import Budget
from generators.guide.connections import budget
from generators.guide.connections import pooled
from generators.guide.formatting import plural
from generators.inventories.amounts import memory
from generators.plan import Plan
from generators.plan.claims import confirmed
from generators.plan.scalars.quantity import bytes_of

NEAR = 80
CONNECTIONS, BYTES = "connections", "bytes"


@dataclass(frozen=True)
class Gauge:
    """A number, its limit, and what both mean.

    ``sum`` is the arithmetic of the number, ``bound`` names the limit. ``assumed`` tells that
    nobody stated the limit. ``limit`` is zero where there is none.
    """

    title: str
    value: int
    limit: int
    unit: str
    sum: str
    bound: str
    assumed: bool = False

    @property
    def state(self) -> str:
        """Give ``over`` the limit, ``near`` it (more than 80 %), or ``within``."""
        if self.value > self.limit:
            return "over"
        return "near" if self.value * 100 > NEAR * self.limit else "within"

    @property
    def near(self) -> int:
        """Give the number from which on it is near the limit."""
        return self.limit * NEAR // 100

    @property
    def text(self) -> str:
        """Write both numbers: “163 of 500 connections”, “512Mi of 1Gi”."""
        if self.unit == BYTES:
            return f"{memory(self.value)} of {memory(self.limit)}"
        return f"{self.value:,} of {self.limit:,} connections"


def connection_gauges(plan: Plan) -> tuple[Gauge, ...]:
    """Compare the connections that the backend opens with those that it is allowed."""
    return tuple(_behind_pooler(plan) if pooled(plan) else _direct(plan))


def _direct(plan: Plan) -> Iterator[Gauge]:
    counted, limit = budget(plan), plan.database.max_connections
    assumed = not confirmed(plan, "database.maxConnections")
    bound = "max_connections of PostgreSQL"
    others = f" + {RESERVED} for superusers, exporter, migration and a session"
    yield Gauge(
        "In normal operation",
        counted.steady + RESERVED,
        limit,
        CONNECTIONS,
        _steady(counted) + others,
        bound,
        assumed,
    )
    if counted.surge:
        needed = counted.rollout + RESERVED
        rollout = _rollout(counted) + others
        yield Gauge("During a rollout", needed, limit, CONNECTIONS, rollout, bound, assumed)


def _behind_pooler(plan: Plan) -> Iterator[Gauge]:
    counted, pooler = budget(plan), plan.database.pooler
    clients = pooler.instances * pooler.max_client_connections
    bound = f"max_client_conn of {plural(pooler.instances, 'pooler')}"
    steady, rollout = _steady(counted), _rollout(counted)
    yield Gauge("In normal operation", counted.steady, clients, CONNECTIONS, steady, bound)
    if counted.surge:
        yield Gauge("During a rollout", counted.rollout, clients, CONNECTIONS, rollout, bound)
    opened = pooler.instances * pooler.default_pool_size
    yield Gauge(
        "PgBouncer to PostgreSQL",
        opened + RESERVED,
        plan.database.max_connections,
        CONNECTIONS,
        f"{plural(pooler.instances, 'pooler')} × {pooler.default_pool_size}"
        f" + {RESERVED} for others",
        "max_connections of PostgreSQL",
    )


def _steady(counted: Budget) -> str:
    return f"{plural(counted.replicas, 'pod')} × {_of_a_pod(counted)}"


def _rollout(counted: Budget) -> str:
    serving = f"{counted.replicas + counted.surge} pods × {_of_a_pod(counted)}"
    if not counted.draining:
        return serving
    draining = plural(counted.draining, "draining pod")
    return f"{serving} + {draining} × {counted.workers * counted.pool}"


def _of_a_pod(counted: Budget) -> str:
    worker = f"({counted.pool} + {counted.overflow})"
    return worker if counted.workers == 1 else f"{counted.workers} workers × {worker}"


def redis_gauge(plan: Plan) -> Gauge | None:
    """Compare maxmemory with the memory of the container; nothing where either is unknown."""
    chosen = plan.redis
    if chosen.mode != "in-cluster" or not chosen.max_memory:
        return None
    return Gauge(
        "Redis memory",
        bytes_of(chosen.max_memory),
        bytes_of(chosen.memory_limit),
        BYTES,
        "maxmemory",
        "memory limit of the container",
    )

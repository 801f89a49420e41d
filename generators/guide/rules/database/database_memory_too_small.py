from __future__ import annotations

from collections.abc import Iterator

from generators.guide.examples import OPERATOR
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan
from generators.plan.scalars import bytes_of

MIB = 1024 * 1024
# A connection is a process: https://wiki.postgresql.org/wiki/Tuning_Your_PostgreSQL_Server
MIB_A_CONNECTION = 10


@rule(
    title="PostgreSQL memory is too small for max_connections",
    about=("database.resources.limits.memory", "database.resources.requests.memory"),
    severity=Severity.WARNING,
    why="When all connections are in use, the container uses more than its memory limit, and the "
    "kernel kills PostgreSQL (OOMKilled).",
    fix="Raise database.resources.limits.memory, or lower database.maxConnections.",
    because="It works while few connections are open.",
    guide=("postgres.core", "postgres.monitoring"),
    reference="https://wiki.postgresql.org/wiki/Tuning_Your_PostgreSQL_Server",
    bad={**OPERATOR, "database.resources.limits.memory": "512Mi"},
)
def database_memory_too_small(plan: Plan) -> Iterator[str]:
    resources = plan.database.resources
    limit = resources.limits.memory or resources.requests.memory
    if plan.database.mode == "external" or not limit:
        return
    # shared_buffers, a quarter of the memory, is not there for connections.
    minimum = MIB_A_CONNECTION * plan.database.max_connections * 4 // 3
    if bytes_of(limit) < minimum * MIB:
        yield (
            f"{limit} is less than {minimum} MiB: {plan.database.max_connections} connections of "
            f"about {MIB_A_CONNECTION} MiB each, and shared_buffers."
        )

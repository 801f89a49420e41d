from __future__ import annotations

from collections.abc import Iterator

from generators.guide.connections import RESERVED
from generators.guide.connections import budget
from generators.guide.connections import pooled
from generators.guide.questions import assumed_limit
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.guide.workloads import count_of_backends
from generators.plan import Plan


@rule(
    title="PostgreSQL allows fewer connections than the backend opens",
    about=(
        "database.maxConnections",
        "database.poolSize",
        "database.maxOverflow",
        "scaling.backend.replicas",
        "scaling.backend.workers",
    ),
    severity=Severity.ERROR,
    why="At the peak PostgreSQL answers too many clients, and requests fail at random on every "
    "replica.",
    fix="Make the pools smaller, allow more connections, or run fewer replicas.",
    because="PostgreSQL cannot accept all the connections that the backend may open. It is a "
    "warning where nobody confirmed what the server allows.",
    guide=("postgres.replicas", "postgres.monitoring"),
    bad={"database.maxConnections": 79},
)
def database_connections_above_limit(plan: Plan) -> Iterator[Remark]:
    demand, allowed = budget(plan), plan.database.max_connections
    if pooled(plan) or demand.peak <= allowed:
        return
    connections = -(-(demand.peak + RESERVED) // 10) * 10
    fit = max(allowed - RESERVED, 0)
    per_worker = demand.fitting(fit)
    smaller = (
        f"Let each worker open {per_worker} (poolSize and maxOverflow together)"
        if per_worker
        else "Run fewer replicas"
    )
    assumed = assumed_limit(plan)
    yield Remark(
        f"{demand.sum}, and the server allows {allowed:,}.{assumed}",
        at=(
            "database.maxConnections",
            "database.poolSize",
            "database.maxOverflow",
            count_of_backends(plan),
            "scaling.backend.workers",
        ),
        fix=f"{smaller}, or allow {connections:,} connections, which keeps {RESERVED} for people, "
        "exporters and migrations.",
        severity=Severity.WARNING if assumed else None,
    )

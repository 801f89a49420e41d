from __future__ import annotations

from collections.abc import Iterator

from generators.guide.connections import budget
from generators.guide.connections import pooled
from generators.guide.examples import OPERATOR
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.guide.workloads import count_of_backends
from generators.plan import Plan

# The most that the choice takes.
MOST = 100_000


@rule(
    title="Pooler accepts fewer clients than the backend opens",
    about=(
        "database.pooler.maxClientConnections",
        "database.pooler.instances",
        "database.poolSize",
        "scaling.backend.replicas",
    ),
    severity=Severity.ERROR,
    why="At the peak PgBouncer answers no more connections allowed, and requests fail.",
    fix="Set database.pooler.maxClientConnections higher, or make the backend's pools smaller.",
    because="The pooler cannot accept all the connections that the backend may open.",
    guide=("postgres.replicas",),
    reference="https://www.pgbouncer.org/config.html#max_client_conn",
    bad={
        **OPERATOR,
        "database.pooler.mode": "session",
        "database.pooler.maxClientConnections": 30,
    },
)
def pooler_client_limit_too_small(plan: Plan) -> Iterator[Remark]:
    pooler, demand = plan.database.pooler, budget(plan)
    accepted = pooler.instances * pooler.max_client_connections
    if pooled(plan) and demand.peak > accepted:
        fit = -(-demand.peak // pooler.instances)
        yield Remark(
            f"{demand.sum}, and {pooler.instances} poolers × {pooler.max_client_connections} "
            "clients "
            f"= {accepted:,}.",
            at=(
                "database.pooler.maxClientConnections",
                "database.pooler.instances",
                "database.poolSize",
                count_of_backends(plan),
            ),
            fix=f"Set maxClientConnections to {fit} at least.",
            change={"database.pooler.maxClientConnections": fit} if fit <= MOST else {},
        )

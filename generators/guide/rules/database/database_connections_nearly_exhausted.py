from __future__ import annotations

from collections.abc import Iterator

from generators.guide.connections import RESERVED
from generators.guide.connections import Budget
from generators.guide.connections import budget
from generators.guide.connections import pooled
from generators.guide.questions import assumed_limit
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan

SHARE = 80


@rule(
    title="PostgreSQL connections are nearly exhausted",
    about=("database.maxConnections", "database.poolSize", "database.maxOverflow"),
    severity=Severity.WARNING,
    why="During an incident neither the exporter nor the person on call gets a connection.",
    fix="Set database.poolSize or database.maxOverflow lower, or allow more connections.",
    because="It works until something else also needs a connection.",
    guide=("postgres.monitoring", "postgres.replicas"),
    bad={"database.maxConnections": 90},
)
def database_connections_nearly_exhausted(plan: Plan) -> Iterator[Remark]:
    yield from _behind_a_pooler(plan)
    demand, allowed = budget(plan), plan.database.max_connections
    steady = demand.steady + RESERVED
    if pooled(plan) or demand.peak > allowed or steady * 100 <= SHARE * allowed:
        return
    connections = -(-steady * 100 // SHARE // 10) * 10
    yield Remark(
        f"{demand.replicas} × {demand.workers} × {demand.each} connections = {demand.steady:,}, "
        f"and {RESERVED} for other clients, are {-(-steady * 100 // allowed)} % of the {allowed:,} "
        f"that the server allows.{_rollout(demand)}{assumed_limit(plan)}",
        fix=f"Stay below {SHARE} %: allow {connections + 10:,}, or make the pools smaller.",
    )


def _rollout(demand: Budget) -> str:
    return f" A rollout opens up to {demand.rollout:,}." if demand.surge else ""


def _behind_a_pooler(plan: Plan) -> Iterator[Remark]:
    """Yield an info where the poolers may open every connection; they open them on demand."""
    pooler, allowed = plan.database.pooler, plan.database.max_connections
    connections = pooler.instances * pooler.default_pool_size
    if pooled(plan) and connections <= allowed < connections + RESERVED:
        yield Remark(
            f"{pooler.instances} poolers × {pooler.default_pool_size} connections = "
            f"{connections:,} of the {allowed:,} that the server allows, and {RESERVED} are "
            "for other clients.",
            at=(
                "database.maxConnections",
                "database.pooler.defaultPoolSize",
                "database.pooler.instances",
            ),
            fix=f"Allow {connections + RESERVED:,}, or make the pooler's pools smaller.",
            severity=Severity.INFO,
        )

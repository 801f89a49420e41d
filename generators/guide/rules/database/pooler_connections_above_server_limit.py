from __future__ import annotations

from collections.abc import Iterator

from generators.guide.connections import RESERVED
from generators.guide.connections import pooled
from generators.guide.examples import OPERATOR
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="Pooler opens more connections than PostgreSQL allows",
    about=(
        "database.pooler.defaultPoolSize",
        "database.pooler.instances",
        "database.maxConnections",
    ),
    severity=Severity.ERROR,
    why="Under load PostgreSQL refuses the pooler's connections, and clients wait until they time "
    "out.",
    fix="Set database.pooler.defaultPoolSize lower, or allow more connections.",
    because="PostgreSQL cannot give the pooler all the connections in the plan.",
    guide=("postgres.replicas", "postgres.monitoring"),
    bad={
        **OPERATOR,
        "database.pooler.mode": "session",
        "database.pooler.defaultPoolSize": 300,
    },
)
def pooler_connections_above_server_limit(plan: Plan) -> Iterator[Remark]:
    pooler, allowed = plan.database.pooler, plan.database.max_connections
    connections = pooler.instances * pooler.default_pool_size
    if pooled(plan) and connections > allowed:
        fit = max((allowed - RESERVED) // pooler.instances, 1)
        yield Remark(
            f"{pooler.instances} poolers × {pooler.default_pool_size} connections = "
            f"{connections:,}, and the server allows {allowed:,}.",
            fix=f"Set defaultPoolSize to {fit}, or allow {connections + RESERVED:,} connections.",
            change={"database.pooler.defaultPoolSize": fit} if fit > 1 else {},
        )

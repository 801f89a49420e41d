from __future__ import annotations

from collections.abc import Iterator

from generators.guide.connections import budget
from generators.guide.connections import pooled
from generators.guide.examples import OPERATOR
from generators.guide.formatting import plural
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="Pooler has fewer connections than the backend keeps open",
    about=(
        "database.pooler.defaultPoolSize",
        "database.pooler.instances",
        "database.poolSize",
    ),
    severity=Severity.ERROR,
    why="In session mode a client keeps its connection, so the last pods wait two minutes "
    "(query_wait_timeout) and then fail.",
    fix="Set database.pooler.defaultPoolSize so that it covers every connection in the backend's "
    "pools.",
    because="The backend keeps its pools open, so the remaining clients never get a connection.",
    guide=("postgres.replicas",),
    reference="https://www.pgbouncer.org/features.html",
    bad={
        **OPERATOR,
        "database.pooler.mode": "session",
        "database.pooler.defaultPoolSize": 19,
    },
)
def pooler_session_pool_too_small(plan: Plan) -> Iterator[Remark]:
    pooler, demand = plan.database.pooler, budget(plan)
    connections = pooler.instances * pooler.default_pool_size
    if pooled(plan) and pooler.mode == "session" and demand.kept > connections:
        fit = -(-demand.kept // pooler.instances)
        yield Remark(
            f"{demand.pods} × {plural(demand.workers, 'worker')} keep {demand.pool} connections "
            f"each = {demand.kept:,}, and {pooler.instances} poolers × {pooler.default_pool_size} "
            f"are {connections:,}.",
            fix=f"Set defaultPoolSize to {fit} at least, or make poolSize smaller.",
        )

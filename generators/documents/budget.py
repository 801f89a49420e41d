"""The connection budget of PostgreSQL, as rows of a table."""

from __future__ import annotations

from dataclasses import dataclass

from generators.guide.connections import RESERVED
from generators.guide.connections import Budget
from generators.guide.connections import budget
from generators.guide.connections import pooled
from generators.guide.formatting import plural
from generators.plan import Plan
from generators.plan import confirmed


@dataclass(frozen=True)
class BudgetRow:
    """One row of the budget: what is counted, how, and what it comes to."""

    what: str
    how: str
    count: int


def rows(plan: Plan) -> tuple[BudgetRow, ...]:
    """List the connections that the backend opens, and the limits they have to fit."""
    counted = budget(plan)
    workers = plural(counted.workers, "worker")
    pool = f"{workers} × ({counted.pool} pooled + {counted.overflow} overflow)"
    usual = BudgetRow("Backend", f"{plural(counted.replicas, 'pod')} × {pool}", counted.steady)
    rollout = BudgetRow("Backend, in a rollout at most", _rollout(counted, pool), counted.rollout)
    return (usual, *((rollout,) if counted.surge else ()), *_limits(plan, counted.steady))


def _rollout(counted: Budget, pool: str) -> str:
    serving = f"({counted.replicas} + 1) pods × {pool} = {counted.peak:,}"
    if not counted.draining:
        return serving
    draining = f"{plural(counted.draining, 'draining pod')} × {counted.workers} × {counted.pool}"
    return f"{serving}, and {draining} pooled"


def _limits(plan: Plan, steady: int) -> tuple[BudgetRow, ...]:
    server = plan.database.max_connections
    known = confirmed(plan, "database.maxConnections")
    allows = f"`max_connections`{'' if known else ', not confirmed: assumed'}"
    if pooled(plan):
        pooler = plan.database.pooler
        clients = pooler.instances * pooler.max_client_connections
        servers = pooler.instances * pooler.default_pool_size
        poolers = plural(pooler.instances, "pooler")
        return (
            BudgetRow("PgBouncer accepts", f"{poolers} × {pooler.max_client_connections}", clients),
            BudgetRow("PgBouncer opens", f"{poolers} × {pooler.default_pool_size}", servers),
            BudgetRow("PostgreSQL allows", allows, server),
        )
    return (
        BudgetRow("Others", "superusers, exporter, migration, one interactive session", RESERVED),
        BudgetRow("Needed", f"{steady} + {RESERVED}", steady + RESERVED),
        BudgetRow("PostgreSQL allows", allows, server),
    )

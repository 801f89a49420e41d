"""The connection budget of PostgreSQL, as rows of a table."""

from __future__ import annotations

from dataclasses import dataclass

from generators.guide.connections import RESERVED
from generators.guide.connections import budget
from generators.guide.connections import pooled
from generators.plan import Plan


@dataclass(frozen=True)
class BudgetRow:
    """One row of the budget: what is counted, how, and what it comes to."""

    what: str
    how: str
    count: int


def rows(plan: Plan) -> tuple[BudgetRow, ...]:
    """List the connections that the backend opens, and the limits they have to fit."""
    counted = budget(plan)
    workers = f"{counted.workers} worker{'' if counted.workers == 1 else 's'}"
    each = f"{workers} × ({counted.pool} pooled + {counted.overflow} overflow)"
    pods = f"{counted.replicas} pod{'' if counted.replicas == 1 else 's'}"
    usual = BudgetRow("Backend, steady maximum", f"{pods} × {each}", counted.steady)
    rollout = BudgetRow("Backend, during a rollout", f"({pods} + 1 new) × {each}", counted.peak)
    return (usual, *((rollout,) if counted.surge else ()), *_limits(plan, counted.peak))


def _limits(plan: Plan, peak: int) -> tuple[BudgetRow, ...]:
    server = plan.database.max_connections
    if pooled(plan):
        chosen = plan.database.pooler
        clients = chosen.instances * chosen.max_client_connections
        servers = chosen.instances * chosen.default_pool_size
        poolers = f"{chosen.instances} pooler{'' if chosen.instances == 1 else 's'}"
        return (
            BudgetRow("PgBouncer accepts", f"{poolers} × {chosen.max_client_connections}", clients),
            BudgetRow("PgBouncer opens", f"{poolers} × {chosen.default_pool_size}", servers),
            BudgetRow("PostgreSQL allows", "`max_connections`", server),
        )
    return (
        BudgetRow("Reserved", "superusers, exporter, migration, one interactive session", RESERVED),
        BudgetRow("Needed", f"{peak} + {RESERVED}", peak + RESERVED),
        BudgetRow("PostgreSQL allows", "`max_connections`", server),
    )

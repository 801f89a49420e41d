from __future__ import annotations

from collections.abc import Iterator

from generators.guide.connections import RESERVED
from generators.guide.connections import budget
from generators.guide.connections import pooled
from generators.guide.formatting import plural
from generators.guide.questions import assumed_limit
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="PostgreSQL connections may run out during a rollout",
    about=("database.maxConnections", "scaling.backend.longestFlowSeconds"),
    severity=Severity.INFO,
    why="Draining pods hold their pools while new pods fill theirs, so PostgreSQL refuses "
    "connections until the old pods stop.",
    fix="Allow connections for the old and the new pods together, or make the pools smaller.",
    because="It happens only when every pool is full during a rollout.",
    guide=("postgres.replicas",),
    reference="https://kubernetes.io/docs/concepts/workloads/controllers/deployment/",
    bad={"database.maxConnections": 110},
)
def database_connections_exhausted_during_rollout(plan: Plan) -> Iterator[str]:
    demand, allowed = budget(plan), plan.database.max_connections
    steady = (demand.steady + RESERVED) * 100 <= 80 * allowed
    several = demand.draining and not pooled(plan)
    if several and steady and demand.rollout + RESERVED > allowed >= demand.peak:
        yield (
            f"While {plural(demand.draining, 'old pod')} drain, up to {demand.rollout:,} "
            f"connections and {RESERVED} for other clients are needed, and the server allows "
            f"{allowed:,}.{assumed_limit(plan)}"
        )

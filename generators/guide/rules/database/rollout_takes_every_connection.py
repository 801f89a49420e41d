from __future__ import annotations

from collections.abc import Iterator

from generators.guide.connections import RESERVED
from generators.guide.connections import budget
from generators.guide.connections import pooled
from generators.guide.formatting import plural
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="A rollout that takes the last connections",
    about=("database.maxConnections", "scaling.backend.longestFlowSeconds"),
    severity=Severity.INFO,
    why="Pods that drain keep their pools while the new ones fill theirs, and for minutes there "
    "are "
    "too many clients.",
    fix="Leave room for two generations of pods, or make the pools smaller.",
    because="It needs every pool full during a rollout, which few have.",
    guide=("postgres.replicas",),
    reference="https://kubernetes.io/docs/concepts/workloads/controllers/deployment/",
    bad={"database.maxConnections": 110},
)
def rollout_takes_every_connection(plan: Plan) -> Iterator[str]:
    spent, allowed = budget(plan), plan.database.max_connections
    steady = (spent.steady + RESERVED) * 100 <= 80 * allowed
    old = spent.replicas * spent.workers
    during = (2 * spent.replicas + spent.surge) * spent.workers * spent.pool + old * spent.overflow
    several = spent.surge and spent.replicas > 1 and not pooled(plan)
    if several and steady and during + RESERVED > allowed >= spent.peak:
        yield (
            f"While {plural(spent.replicas, 'old pod')} drain, up to {during:,} connections and "
            f"{RESERVED} for others meet the {allowed:,} that the server allows."
        )

from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="High availability without a failover plan",
    about=("database.failoverPlan", "database.highAvailability"),
    severity=Severity.ERROR,
    why="When the primary dies, nobody knows who promotes the standby or what becomes of the "
    "connections.",
    fix="Write who decides, what the connections do, and how long it takes.",
    because="The guide asks for an explicit plan where PostgreSQL is highly available.",
    guide=("postgres.failover",),
    bad={"database.failoverPlan": ""},
)
def failover_plan_missing(plan: Plan) -> Iterator[str]:
    database = plan.database
    # Without a standby there is nothing to plan for: another rule says so.
    alone = database.mode == "in-cluster" or (
        database.mode == "cloudnative-pg" and database.instances == 1
    )
    if database.high_availability and not database.failover_plan.strip() and not alone:
        yield "PostgreSQL is called highly available, and nothing says what a failover is."

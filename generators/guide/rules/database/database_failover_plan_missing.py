from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="PostgreSQL failover plan missing",
    about=("database.failoverPlan", "database.highAvailability"),
    severity=Severity.ERROR,
    why="When the primary fails, the person on call does not know who promotes the standby or what "
    "happens to the connections.",
    fix="Write in database.failoverPlan who decides, what happens to the connections, and how long "
    "it takes.",
    because="The guide asks for an explicit plan where PostgreSQL is highly available.",
    guide=("postgres.failover",),
    bad={"database.failoverPlan": ""},
)
def database_failover_plan_missing(plan: Plan) -> Iterator[str]:
    database = plan.database
    # Without a standby there is no failover to plan: another rule reports it.
    alone = database.mode == "in-cluster" or (
        database.mode == "cloudnative-pg" and database.instances == 1
    )
    if database.high_availability and not database.failover_plan.strip() and not alone:
        yield "PostgreSQL is marked highly available, and the failover plan is empty."

from __future__ import annotations

from collections.abc import Iterator

from generators.guide.examples import POSTGRES_POD
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="PostgreSQL is marked highly available but has no standby",
    about=("database.highAvailability", "database.mode", "database.instances"),
    severity=Severity.ERROR,
    why="When its node fails, no standby takes over, although the team expects a failover.",
    fix="Choose CloudNativePG with three instances or a managed service, or turn "
    "database.highAvailability off.",
    because="The plan contradicts itself: it claims high availability and runs one instance.",
    guide=("postgres.failover",),
    bad={**POSTGRES_POD, "database.highAvailability": True},
)
def database_high_availability_without_standby(plan: Plan) -> Iterator[Remark]:
    database = plan.database
    if not database.high_availability:
        return
    if database.mode == "in-cluster":
        yield Remark(
            "In the cluster PostgreSQL is one pod without a standby, and it is marked highly "
            "available.",
            at=("database.highAvailability", "database.mode"),
        )
    elif database.mode == "cloudnative-pg" and database.instances == 1:
        yield Remark(
            "CloudNativePG runs one instance, and it is marked highly available.",
            at=("database.instances", "database.highAvailability"),
            change={"database.instances": 3},
        )

from __future__ import annotations

from collections.abc import Iterator

from generators.guide.environment_names import rehearsal
from generators.guide.examples import POSTGRES_POD
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="PostgreSQL in production has no standby",
    about=("database.mode", "database.instances"),
    severity=Severity.WARNING,
    why="While the one pod moves to another node, SkillFlaw is down until the volume is attached "
    "there.",
    fix="Choose a managed service, or CloudNativePG with three instances.",
    because="It works until its node stops. In a rehearsal this rule does not apply.",
    guide=("postgres.core",),
    bad=POSTGRES_POD,
)
def database_standby_missing(plan: Plan) -> Iterator[Remark]:
    database = plan.database
    if rehearsal(plan) or database.high_availability:
        return
    if database.mode == "in-cluster":
        yield Remark("PostgreSQL is one pod without a standby.", at=("database.mode",))
    elif database.mode == "cloudnative-pg" and database.instances == 1:
        yield Remark(
            "CloudNativePG runs one instance, so there is no standby.",
            at=("database.instances",),
            change={"database.instances": 3},
        )

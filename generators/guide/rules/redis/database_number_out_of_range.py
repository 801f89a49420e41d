from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan

LAST = 15


@rule(
    title="A Redis database that does not exist",
    about=("redis.db",),
    severity=Severity.ERROR,
    why="Redis answers DB index is out of range, and the backend does not start.",
    fix="Choose a number from 0 to 15.",
    because="A Redis has 16 databases unless somebody has changed that, and many managed ones "
    "have fewer.",
    guide=("state.cache",),
    reference="https://redis.io/docs/latest/commands/select/",
    bad={"redis.db": 16},
)
def database_number_out_of_range(plan: Plan) -> Iterator[str]:
    if plan.redis.mode != "none" and plan.redis.db > LAST:
        yield f"The databases are 0 to {LAST}, and the plan uses {plan.redis.db}."

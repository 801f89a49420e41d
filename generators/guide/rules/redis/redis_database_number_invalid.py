from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan

LAST = 15


@rule(
    title="Redis database number is out of range",
    about=("redis.db",),
    severity=Severity.ERROR,
    why="Redis answers DB index is out of range, and the backend does not start.",
    fix="Set redis.db to a number from 0 to 15.",
    because="Redis has 16 databases by default, and many managed services have fewer.",
    guide=("state.cache",),
    reference="https://redis.io/docs/latest/commands/select/",
    bad={"redis.db": 16},
)
def redis_database_number_invalid(plan: Plan) -> Iterator[str]:
    if plan.redis.mode != "none" and plan.redis.db > LAST:
        yield f"Redis has databases 0 to {LAST}, and the plan uses {plan.redis.db}."

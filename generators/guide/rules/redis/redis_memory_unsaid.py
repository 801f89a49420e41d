from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="Nobody has said how much Redis may hold",
    about=("redis.maxMemory",),
    severity=Severity.WARNING,
    why="When it is full it evicts or refuses writes, and nobody knows when that will be.",
    fix="Write the memory bound of the managed Redis.",
    because="The service has a bound; the guide asks for it to be known.",
    guide=("redis.managed",),
    bad={"redis.maxMemory": ""},
)
def redis_memory_unsaid(plan: Plan) -> Iterator[str]:
    if plan.redis.mode == "external" and not plan.redis.max_memory:
        yield "The managed Redis has no memory bound that the plan knows of."

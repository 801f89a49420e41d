from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="Redis maxmemory of the external service not confirmed",
    about=("redis.maxMemory",),
    severity=Severity.WARNING,
    why="When Redis is full it evicts entries or refuses writes, and the team cannot predict when.",
    fix="Set redis.maxMemory to the maxmemory of the managed Redis.",
    because="The service has a limit; the guide asks for clear memory settings.",
    guide=("redis.managed",),
    bad={"redis.maxMemory": ""},
)
def redis_maxmemory_unknown(plan: Plan) -> Iterator[str]:
    if plan.redis.mode == "external" and not plan.redis.max_memory:
        yield "The maxmemory of the managed Redis is not confirmed."

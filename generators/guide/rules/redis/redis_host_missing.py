from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="An external Redis without a host",
    about=("redis.host", "redis.mode"),
    severity=Severity.ERROR,
    why="With Redis unreachable the backend's processes stay up and listen on nothing.",
    fix="Write the name of the endpoint.",
    because="Without the Redis it was told of, SkillFlaw does not start.",
    guide=("state.cache",),
    bad={"redis.host": ""},
)
def redis_host_missing(plan: Plan) -> Iterator[str]:
    if plan.redis.mode == "external" and not plan.redis.host:
        yield "Redis is external, and the plan does not say where."

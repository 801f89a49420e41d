from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="External Redis has no host",
    about=("redis.host", "redis.mode"),
    severity=Severity.ERROR,
    why="Without a reachable Redis the backend's processes stay up but do not listen on the port.",
    fix="Set redis.host to the host name of the endpoint.",
    because="SkillFlaw does not start without the Redis that it is configured for.",
    guide=("state.cache",),
    bad={"redis.host": ""},
)
def redis_host_missing(plan: Plan) -> Iterator[str]:
    if plan.redis.mode == "external" and not plan.redis.host:
        yield "Redis is external, and its host is empty."

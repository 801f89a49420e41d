from __future__ import annotations

from collections.abc import Iterator

from generators.guide.examples import REDIS_POD
from generators.guide.formatting import part_of
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="Redis maxmemory not set for the container",
    about=("redis.maxMemory", "redis.memoryLimit"),
    severity=Severity.ERROR,
    why="Redis fills the container's memory, the kernel kills it, and every cached entry is lost.",
    fix="Set redis.maxMemory to between half and three quarters of redis.memoryLimit.",
    because="Without maxmemory Redis outgrows its container; the guide asks for clear memory "
    "settings.",
    guide=("redis.managed",),
    reference="https://redis.io/docs/latest/develop/reference/eviction/",
    bad={**REDIS_POD, "redis.maxMemory": ""},
)
def redis_maxmemory_missing(plan: Plan) -> Iterator[Remark]:
    redis = plan.redis
    if redis.mode == "in-cluster" and not redis.max_memory:
        half = part_of(redis.memory_limit, 50)
        yield Remark(
            f"Redis has no maxmemory, and its container has {redis.memory_limit}.",
            fix=f"Set maxMemory to {half}, half of the container's memory." if half else "",
            change={"redis.maxMemory": half} if half else {},
        )

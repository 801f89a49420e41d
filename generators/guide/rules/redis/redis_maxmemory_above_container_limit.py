from __future__ import annotations

from collections.abc import Iterator

from generators.guide.examples import REDIS_POD
from generators.guide.formatting import part_of
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan
from generators.plan.scalars import bytes_of


@rule(
    title="Redis maxmemory is not below the container memory limit",
    about=("redis.maxMemory", "redis.memoryLimit"),
    severity=Severity.ERROR,
    why="The kernel kills Redis before it evicts anything, and all entries are lost at once.",
    fix="Set redis.maxMemory to between half and three quarters of redis.memoryLimit.",
    because="Redis never reaches maxmemory, so it never evicts.",
    guide=("redis.managed",),
    bad={**REDIS_POD, "redis.maxMemory": "1Gi"},
)
def redis_maxmemory_above_container_limit(plan: Plan) -> Iterator[Remark]:
    redis = plan.redis
    if redis.mode != "in-cluster" or not redis.max_memory:
        return
    if bytes_of(redis.max_memory) >= bytes_of(redis.memory_limit):
        half = part_of(redis.memory_limit, 50)
        yield Remark(
            f"Redis may hold {redis.max_memory}, and its container has {redis.memory_limit}.",
            fix=f"Set maxMemory to {half}, or set memoryLimit to twice maxMemory." if half else "",
            change={"redis.maxMemory": half} if half else {},
        )

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
    title="Redis maxmemory is too close to the container memory limit",
    about=("redis.maxMemory", "redis.memoryLimit", "redis.persistence"),
    severity=Severity.WARNING,
    why="Buffers, fragmentation and the copy for a snapshot need memory too. Without free memory "
    "the kernel kills Redis.",
    fix="Leave a quarter of redis.memoryLimit free, or half of it where Redis writes to disk.",
    because="It works until clients are slow or a snapshot runs.",
    guide=("redis.managed",),
    reference="https://redis.io/docs/latest/operate/oss_and_stack/management/admin/",
    bad={**REDIS_POD, "redis.maxMemory": "800Mi"},
)
def redis_maxmemory_near_container_limit(plan: Plan) -> Iterator[Remark]:
    redis = plan.redis
    if redis.mode != "in-cluster" or not redis.max_memory:
        return
    bound, limit = bytes_of(redis.max_memory), bytes_of(redis.memory_limit)
    saves = redis.persistence in ("rdb", "aof")
    share = 50 if saves else 75
    if share * limit < 100 * bound < 100 * limit:
        safe = part_of(redis.memory_limit, share)
        reason = f" where Redis saves with {redis.persistence}" if saves else ""
        yield Remark(
            f"{redis.max_memory} is {-(-100 * bound // limit)} % of the container's "
            f"{redis.memory_limit}, and {share} % is safe{reason}.",
            fix=f"Set maxMemory to {safe}, or set memoryLimit higher." if safe else "",
            change={"redis.maxMemory": safe} if safe else {},
        )

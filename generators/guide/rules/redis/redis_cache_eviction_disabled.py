from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="Redis cache has eviction disabled (noeviction)",
    about=("redis.evictionPolicy", "redis.holds"),
    severity=Severity.WARNING,
    why="When Redis is full every write fails with OOM, and flows fail although no data is lost.",
    fix="Set redis.evictionPolicy to allkeys-lru: a cache may lose entries.",
    because="It works until Redis is full.",
    guide=("redis.managed",),
    reference="https://redis.io/docs/latest/develop/reference/eviction/",
    bad={"redis.evictionPolicy": "noeviction"},
)
def redis_cache_eviction_disabled(plan: Plan) -> Iterator[Remark]:
    redis = plan.redis
    if redis.mode != "none" and redis.holds == "cache" and redis.eviction_policy == "noeviction":
        yield Remark(
            "Redis holds only a cache, and noeviction keeps every entry.",
            change={"redis.evictionPolicy": "allkeys-lru"} if redis.mode == "in-cluster" else {},
        )

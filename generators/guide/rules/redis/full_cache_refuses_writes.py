from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="A cache that refuses writes when it is full",
    about=("redis.evictionPolicy", "redis.holds"),
    severity=Severity.WARNING,
    why="Once it is full every write fails with OOM, and flows fail although nothing is lost.",
    fix="Choose allkeys-lru: a cache may forget.",
    because="It works until Redis is full.",
    guide=("redis.managed",),
    reference="https://redis.io/docs/latest/develop/reference/eviction/",
    bad={"redis.evictionPolicy": "noeviction"},
)
def full_cache_refuses_writes(plan: Plan) -> Iterator[Remark]:
    redis = plan.redis
    if redis.mode != "none" and redis.holds == "cache" and redis.eviction_policy == "noeviction":
        yield Remark(
            "Redis holds a cache alone, and noeviction keeps every entry.",
            change={"redis.evictionPolicy": "allkeys-lru"},
        )

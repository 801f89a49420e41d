from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="Redis eviction policy may delete queued jobs",
    about=("redis.evictionPolicy", "redis.holds"),
    severity=Severity.ERROR,
    why="When memory runs short, accepted jobs disappear without an error.",
    fix="Set redis.evictionPolicy to noeviction, or run a separate Redis for the queue.",
    because="The plan contradicts itself: Redis holds jobs, and the policy allows it to delete "
    "them.",
    guide=("redis.managed", "redis.observable"),
    reference="https://redis.io/docs/latest/develop/reference/eviction/",
    bad={"redis.holds": "cache-and-queue", "redis.persistence": "aof"},
)
def redis_queue_evictable(plan: Plan) -> Iterator[Remark]:
    redis = plan.redis
    evicts = redis.eviction_policy.startswith("allkeys-")
    if redis.mode != "none" and redis.holds == "cache-and-queue" and evicts:
        yield Remark(
            f"Redis holds a queue, and {redis.eviction_policy} may evict any of its entries.",
            change={"redis.evictionPolicy": "noeviction"} if redis.mode == "in-cluster" else {},
        )

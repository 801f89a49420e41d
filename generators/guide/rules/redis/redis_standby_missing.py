from __future__ import annotations

from collections.abc import Iterator

from generators.guide.environment_names import rehearsal
from generators.guide.examples import REDIS_POD
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="Redis in production has no standby",
    about=("redis.mode", "redis.holds"),
    severity=Severity.WARNING,
    why="While the one pod moves to another node, starting backends wait and queued jobs do not "
    "run.",
    fix="Choose a managed Redis, or accept the pause.",
    because="Queued jobs stop without Redis; for a cache alone it is an info. In a rehearsal this "
    "rule does not apply.",
    guide=("redis.managed",),
    bad={
        **REDIS_POD,
        "redis.holds": "cache-and-queue",
        "redis.evictionPolicy": "noeviction",
        "redis.persistence": "aof",
    },
)
def redis_standby_missing(plan: Plan) -> Iterator[Remark]:
    redis = plan.redis
    if redis.mode == "in-cluster" and not rehearsal(plan):
        queue = redis.holds == "cache-and-queue"
        yield Remark(
            f"Redis is one pod, and it holds {'a cache and a queue' if queue else 'the cache'}.",
            at=("redis.mode", "redis.holds") if queue else ("redis.mode",),
            severity=None if queue else Severity.INFO,
        )

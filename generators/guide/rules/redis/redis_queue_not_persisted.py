from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="Redis queue is not persisted",
    about=("redis.persistence", "redis.holds"),
    severity=Severity.WARNING,
    why="When the pod moves or a failover happens, every accepted and unfinished job is lost.",
    fix="Set redis.persistence to aof, or to rdb where the loss of some minutes is acceptable.",
    because="It works until Redis restarts.",
    guide=("redis.managed",),
    reference="https://redis.io/docs/latest/operate/oss_and_stack/management/persistence/",
    bad={"redis.holds": "cache-and-queue", "redis.evictionPolicy": "noeviction"},
)
def redis_queue_not_persisted(plan: Plan) -> Iterator[Remark]:
    redis = plan.redis
    if redis.mode != "none" and redis.holds == "cache-and-queue" and redis.persistence == "none":
        yield Remark(
            "Redis holds a queue, and persistence is none.",
            change={"redis.persistence": "aof"} if redis.mode == "in-cluster" else {},
        )

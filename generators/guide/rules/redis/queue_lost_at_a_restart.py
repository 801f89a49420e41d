from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="A queue that a restart empties",
    about=("redis.persistence", "redis.holds"),
    severity=Severity.WARNING,
    why="A moved pod or a failover loses every job that was accepted and not yet done.",
    fix="Choose aof, or rdb where losing some minutes is fine.",
    because="It works until Redis restarts.",
    guide=("redis.managed",),
    reference="https://redis.io/docs/latest/operate/oss_and_stack/management/persistence/",
    bad={"redis.holds": "cache-and-queue", "redis.evictionPolicy": "noeviction"},
)
def queue_lost_at_a_restart(plan: Plan) -> Iterator[Remark]:
    redis = plan.redis
    if redis.mode != "none" and redis.holds == "cache-and-queue" and redis.persistence == "none":
        yield Remark("Redis holds a queue and saves nothing.", change={"redis.persistence": "aof"})

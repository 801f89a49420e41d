from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="Nobody has said what Redis drops when it is full",
    about=("redis.evictionPolicy",),
    severity=Severity.WARNING,
    why="Redis then refuses writes by default, and the backend reports errors that look like its "
    "own.",
    fix="Choose allkeys-lru for a cache, noeviction where it holds a queue.",
    because="It works until Redis is full.",
    guide=("redis.managed", "redis.observable"),
    reference="https://redis.io/docs/latest/develop/reference/eviction/",
    bad={"redis.evictionPolicy": ""},
)
def eviction_unsaid(plan: Plan) -> Iterator[Remark]:
    if plan.redis.mode != "none" and not plan.redis.eviction_policy:
        right = "allkeys-lru" if plan.redis.holds == "cache" else "noeviction"
        yield Remark(
            "No eviction policy is chosen, so it is whatever the server came with.",
            change={"redis.evictionPolicy": right},
        )

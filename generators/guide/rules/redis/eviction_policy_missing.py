from __future__ import annotations

from collections.abc import Iterator

from generators.guide.questions import LATER
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="Redis eviction policy not set",
    about=("redis.evictionPolicy",),
    severity=Severity.WARNING,
    why="By default a full Redis refuses writes, and the errors appear in the backend.",
    fix="Set redis.evictionPolicy to allkeys-lru for a cache, or to noeviction where Redis holds a "
    "queue.",
    because="It works until Redis is full.",
    guide=("redis.managed", "redis.observable"),
    reference="https://redis.io/docs/latest/develop/reference/eviction/",
    bad={"redis.evictionPolicy": ""},
)
def eviction_policy_missing(plan: Plan) -> Iterator[Remark]:
    if plan.redis.mode == "none" or plan.redis.eviction_policy:
        return
    if plan.redis.mode == "external":
        yield Remark(
            "The eviction policy of the managed Redis is not confirmed.",
            fix="Look up maxmemory-policy of the service, and write it into redis.evictionPolicy: "
            f"allkeys-lru suits a cache, noeviction a queue. {LATER}",
        )
    else:
        policy = "allkeys-lru" if plan.redis.holds == "cache" else "noeviction"
        yield Remark(
            "No eviction policy is chosen, so the server's default applies.",
            change={"redis.evictionPolicy": policy},
        )

from __future__ import annotations

from collections.abc import Iterator

from generators.guide.questions import yes_or_no
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan
from generators.plan import confirmed


@rule(
    title="Redis is not monitored",
    about=("redis.monitoring",),
    severity=Severity.WARNING,
    why="Evictions and lost connections show only as slow or failing flows, so the cause is hard to"
    " find.",
    fix="Set up monitoring of memory, evictions and availability, then set "
    "redis.monitoring to true.",
    because="Redis works without it, but no alert fires when it fails.",
    guide=("redis.observable", "health.redis"),
    bad={"redis.monitoring": False},
)
def redis_unmonitored(plan: Plan) -> Iterator[Remark]:
    if plan.redis.mode != "none" and not plan.redis.monitoring:
        if confirmed(plan, "redis.monitoring"):
            yield Remark("Redis' memory, evictions and availability are not measured.")
        else:
            yield Remark(
                "Monitoring of Redis is not confirmed.",
                fix=yes_or_no(
                    "redis.monitoring",
                    "Are Redis' memory, evictions and availability measured, with alerts?",
                ),
            )

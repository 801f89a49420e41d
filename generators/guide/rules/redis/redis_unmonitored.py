from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="Redis is not monitored",
    about=("redis.monitoring",),
    severity=Severity.WARNING,
    why="Evictions and lost connections show only as slow or failing flows, so the cause is hard to"
    " find.",
    fix="Set up monitoring of memory, evictions and availability, then turn redis.monitoring on.",
    because="Redis works without it, but no alert fires when it fails.",
    guide=("redis.observable", "health.redis"),
    bad={"redis.monitoring": False},
)
def redis_unmonitored(plan: Plan) -> Iterator[str]:
    if plan.redis.mode != "none" and not plan.redis.monitoring:
        yield "Redis' memory, evictions and availability are not measured."

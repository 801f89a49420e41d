from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="Redis without monitoring",
    about=("redis.monitoring",),
    severity=Severity.WARNING,
    why="Evictions and lost connections show as slow or failing flows, and the search starts in "
    "the wrong place.",
    fix="Have its memory, evictions and availability measured, and turn this on.",
    because="It works; nobody will know in time when it stops.",
    guide=("redis.observable", "health.redis"),
    bad={"redis.monitoring": False},
)
def redis_unmonitored(plan: Plan) -> Iterator[str]:
    if plan.redis.mode != "none" and not plan.redis.monitoring:
        yield "Nobody measures Redis' memory, evictions or availability."

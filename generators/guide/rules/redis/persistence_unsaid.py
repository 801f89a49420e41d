from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="Nobody has said what Redis keeps",
    about=("redis.persistence",),
    severity=Severity.WARNING,
    why="After a restart nobody can tell whether an empty Redis is a fault or the plan.",
    fix="Choose none for a cache that may be lost, rdb or aof for what may not.",
    because="It works; what a restart means is not known.",
    guide=("redis.managed", "redis.observable"),
    reference="https://redis.io/docs/latest/operate/oss_and_stack/management/persistence/",
    bad={"redis.persistence": ""},
)
def persistence_unsaid(plan: Plan) -> Iterator[str]:
    if plan.redis.mode != "none" and not plan.redis.persistence:
        yield "The plan does not say what Redis keeps over a restart."

from __future__ import annotations

from collections.abc import Iterator

from generators.guide.questions import LATER
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="Redis persistence not set",
    about=("redis.persistence",),
    severity=Severity.WARNING,
    why="After a restart the person on call cannot tell whether an empty Redis is a fault or "
    "intended.",
    fix="Set redis.persistence to none for a cache that may be lost, or to rdb or aof for data that"
    " may not.",
    because="Redis works; what it keeps after a restart is not known.",
    guide=("redis.managed", "redis.observable"),
    reference="https://redis.io/docs/latest/operate/oss_and_stack/management/persistence/",
    bad={"redis.persistence": ""},
)
def redis_persistence_unset(plan: Plan) -> Iterator[Remark]:
    if plan.redis.mode == "none" or plan.redis.persistence:
        return
    if plan.redis.mode == "external":
        yield Remark(
            "What the managed Redis keeps after a restart is not confirmed.",
            fix="Look up the persistence of the service, and write none, rdb or aof into "
            f"redis.persistence. {LATER}",
        )
    else:
        yield Remark("The plan does not state what Redis keeps after a restart.")

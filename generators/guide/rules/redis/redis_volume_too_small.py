from __future__ import annotations

from collections.abc import Iterator

from generators.guide.examples import REDIS_POD
from generators.guide.formatting import binary
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan
from generators.plan.scalars import bytes_of

# Kubernetes cannot count more bytes than this.
LARGEST = 2**63


@rule(
    title="Redis volume is too small for its persistence files",
    about=("redis.size", "redis.maxMemory", "redis.persistence"),
    severity=Severity.WARNING,
    why="A rewrite needs space for the old and the new file. On a full disk Redis refuses writes.",
    fix="Set redis.size to at least twice redis.maxMemory.",
    because="It works until the first rewrite of a full Redis.",
    guide=("redis.managed",),
    reference="https://redis.io/docs/latest/operate/oss_and_stack/management/persistence/",
    bad={**REDIS_POD, "redis.persistence": "aof", "redis.size": "1000Mi"},
)
def redis_volume_too_small(plan: Plan) -> Iterator[Remark]:
    redis = plan.redis
    saves = redis.mode == "in-cluster" and redis.persistence in ("rdb", "aof")
    if saves and redis.max_memory and bytes_of(redis.size) < 2 * bytes_of(redis.max_memory):
        minimum = binary(2 * bytes_of(redis.max_memory))
        yield Remark(
            f"The volume has {redis.size}, and Redis may hold {redis.max_memory}.",
            fix=f"Set size to at least {minimum}.",
            change={"redis.size": minimum} if bytes_of(minimum) < LARGEST else {},
        )

from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="One backend without Redis",
    about=("redis.mode",),
    severity=Severity.WARNING,
    why="The cache dies with the pod, and the day a second replica is needed is the day it cannot "
    "be added.",
    fix="Choose an external Redis or one in the cluster.",
    because="One replica works without; both patterns of the guide have Redis.",
    guide=("topology.api-first", "state.cache"),
    bad={"redis.mode": "none", "scaling.backend.replicas": 1},
)
def no_redis(plan: Plan) -> Iterator[str]:
    if plan.redis.mode == "none" and plan.scaling.backend.most == 1:
        yield "The one backend keeps its cache in its own memory."

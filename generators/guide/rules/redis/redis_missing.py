from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="Redis missing for the single backend replica",
    about=("redis.mode",),
    severity=Severity.WARNING,
    why="The cache is lost with the pod, and a second replica cannot be added until there is a "
    "Redis.",
    fix="Set redis.mode to external or in-cluster.",
    because="One replica works without Redis; both patterns of the guide have it.",
    guide=("topology.api-first", "state.cache"),
    bad={"redis.mode": "none", "scaling.backend.replicas": 1},
)
def redis_missing(plan: Plan) -> Iterator[str]:
    if plan.redis.mode == "none" and plan.scaling.backend.most == 1:
        yield "The single backend replica keeps its cache in its own memory."

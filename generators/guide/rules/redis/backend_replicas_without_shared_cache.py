from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.guide.workloads import backends
from generators.guide.workloads import count_of_backends
from generators.plan import Plan


@rule(
    title="Backend replicas share no cache",
    about=("redis.mode", "scaling.backend.replicas"),
    severity=Severity.ERROR,
    why="An entry cached by one pod is unknown to the next, so sessions and builds are lost between"
    " two requests.",
    fix="Set redis.mode to external or in-cluster, or run one replica.",
    because="The guide asks for no pod-local state before a second replica.",
    guide=("state.cache", "state.first"),
    bad={"redis.mode": "none"},
)
def backend_replicas_without_shared_cache(plan: Plan) -> Iterator[Remark]:
    if plan.redis.mode == "none" and plan.scaling.backend.most > 1:
        yield Remark(
            f"Without Redis the cache is pod-local, and {backends(plan)}.",
            at=("redis.mode", count_of_backends(plan)),
        )

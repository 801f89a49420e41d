from __future__ import annotations

from collections.abc import Iterator

from generators.guide.hostnames import inside_the_pod
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.guide.workloads import backends
from generators.guide.workloads import count_of_backends
from generators.plan import Plan


@rule(
    title="Redis host is the backend pod itself",
    about=("redis.host",),
    severity=Severity.ERROR,
    why="The backend looks for Redis inside its own pod, finds none, and never becomes ready.",
    fix="Set redis.host to a Redis that every replica can reach.",
    because="The guide asks for a reachable Redis, and the pod runs none.",
    guide=("state.cache", "state.first"),
    bad={"redis.host": "127.0.0.1"},
)
def redis_host_pod_local(plan: Plan) -> Iterator[Remark]:
    host = plan.redis.host
    if plan.redis.mode == "external" and host and inside_the_pod(host):
        several = plan.scaling.backend.most > 1
        replicas = f", and {backends(plan)}" if several else ""
        yield Remark(
            f"{host} is the pod itself, so the cache is pod-local{replicas}.",
            at=("redis.host", *([count_of_backends(plan)] if several else [])),
        )

from __future__ import annotations

from collections.abc import Iterator

from generators.guide.data_stores import external_cache
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan
from generators.plan.scalars import is_address


@rule(
    title="Redis host is a read-only endpoint",
    about=("redis.host",),
    severity=Severity.ERROR,
    why="Each write is refused with READONLY, so nothing is cached and flows fail.",
    fix="Set redis.host to the primary's endpoint.",
    because="SkillFlaw writes, and a replica refuses every write.",
    guide=("state.cache",),
    reference="https://redis.io/docs/latest/operate/oss_and_stack/management/replication/",
    bad={"redis.host": "skillflaw-ro.x1y2z3.euw1.cache.amazonaws.com"},
)
def redis_host_read_only(plan: Plan) -> Iterator[str]:
    store = external_cache(plan)
    if not store or is_address(store.host):
        return
    suffix = store.host.split(".")[0].split("-")[-1]
    if suffix in ("ro", "reader", "readonly", "replica", "replicas"):
        yield f"{store.host} is named like the endpoint of a replica."

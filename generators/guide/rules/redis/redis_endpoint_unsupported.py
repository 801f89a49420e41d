from __future__ import annotations

from collections.abc import Iterator

from generators.guide.data_stores import external_cache
from generators.guide.managed_redis import CLUSTERED_BY_POLICY
from generators.guide.managed_redis import CLUSTERS
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="Redis endpoint is a cluster or Sentinel endpoint",
    about=("redis.host", "redis.port"),
    severity=Severity.ERROR,
    why="The client gets MOVED or an unknown command as the answer, and the backend does not "
    "start.",
    fix="Set redis.host to the endpoint of one primary without cluster mode, or of a proxy.",
    because="SkillFlaw connects to one server and supports neither Redis Cluster nor Sentinel.",
    guide=("state.cache",),
    reference="https://redis.io/docs/latest/operate/oss_and_stack/management/scaling/",
    bad={"redis.host": "clustercfg.skillflaw.x1y2z3.euw1.cache.amazonaws.com"},
)
def redis_endpoint_unsupported(plan: Plan) -> Iterator[str | Remark]:
    store = external_cache(plan)
    if not store:
        return
    labels = store.host.split(".")
    service = next((name for name, host, _ in CLUSTERS if host.fullmatch(store.host)), "")
    if service:
        yield f"{store.host} is an endpoint of {service}, which speaks the Redis Cluster protocol."
    elif "clustercfg" in labels:
        yield f"{store.host} is the configuration endpoint of a Redis Cluster."
    elif CLUSTERED_BY_POLICY.fullmatch(store.host):
        yield Remark(
            f"{store.host} is Azure Managed Redis, whose default cluster policy is OSS.",
            fix="Choose the cluster policy Enterprise, or no clustering, for the instance.",
            severity=Severity.INFO,
        )
    elif store.port == 26_379 or "sentinel" in labels[0].split("-"):  # noqa: PLR2004 - Sentinel's port
        yield f"{store.host}:{store.port} is a Sentinel, which holds no cache."

from __future__ import annotations

from collections.abc import Iterator

from generators.guide.data_stores import external_cache
from generators.guide.managed_redis import managed_redis
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="Redis port is not the TLS port of the managed service",
    about=("redis.port", "redis.host"),
    severity=Severity.INFO,
    why="On another port the service answers without TLS or not at all, and the backend does not "
    "start.",
    fix="Set redis.port to the TLS port of the service.",
    because="The service can be set up with further ports.",
    reference="https://learn.microsoft.com/azure/azure-cache-for-redis/cache-configure",
    bad={"redis.host": "acme.redis.cache.windows.net", "redis.port": 6379},
)
def redis_tls_port_mismatch(plan: Plan) -> Iterator[Remark]:
    store = external_cache(plan)
    service = managed_redis(store.host) if store else None
    if store and service and store.port != service.tls_port:
        yield Remark(
            f"{service.name} serves TLS on port {service.tls_port}, and redis.port is "
            f"{store.port}.",
            fix=f"Set redis.port to {service.tls_port}.",
            change={"redis.port": service.tls_port},
        )

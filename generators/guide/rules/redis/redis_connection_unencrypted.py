from __future__ import annotations

from collections.abc import Iterator

from generators.guide.data_stores import external_cache
from generators.guide.environment_names import rehearsal
from generators.guide.hostnames import inside_the_pod
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan
from generators.plan import stated


@rule(
    title="Redis connection outside the cluster is not encrypted",
    about=("redis.tls", "redis.host"),
    severity=Severity.ERROR,
    why="The password can be read on the network path. Cached values are pickled, so anyone who can"
    " write to this Redis can run code in the backend.",
    fix="Turn redis.tls on, and use a rediss:// URL in the Secret.",
    because="An attacker on that network can take over the backend. On a private network, in a "
    "rehearsal, or where nobody chose redis.tls, it is a warning.",
    guide=("security.network",),
    reference="https://redis.io/docs/latest/operate/oss_and_stack/management/security/encryption/",
    bad={"redis.tls": False, "redis.cidrs": ["203.0.113.0/24"]},
)
def redis_connection_unencrypted(plan: Plan) -> Iterator[Remark]:
    store = external_cache(plan)
    if not store or plan.redis.tls or not store.outside or inside_the_pod(store.host):
        return
    milder = store.private or rehearsal(plan) or not stated(plan, "redis.tls")
    network = "on a private network outside the cluster" if store.private else "outside the cluster"
    yield Remark(
        f"TLS to Redis is off, and {store.host} is {network}.",
        severity=Severity.WARNING if milder else None,
        change={"redis.tls": True},
    )

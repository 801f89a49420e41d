"""Redis: whose it is, what it holds, and what a loss of it means."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Literal

from generators.plan.choice import Topic
from generators.plan.choice import choice
from generators.plan.choice import group
from generators.plan.primitives import Count
from generators.plan.primitives import Flag
from generators.plan.scalars import Cidr
from generators.plan.scalars import DnsSubdomain
from generators.plan.scalars import MemoryQuantity
from generators.plan.scalars import OptionalDnsSubdomain
from generators.plan.scalars import OptionalHost
from generators.plan.scalars import OptionalMemoryQuantity
from generators.plan.scalars import SecretKey

if TYPE_CHECKING:
    from generators.plan.plan import Plan


def _external(plan: Plan) -> bool:
    return plan.redis.mode == "external"


def _in_cluster(plan: Plan) -> bool:
    return plan.redis.mode == "in-cluster"


def _used(plan: Plan) -> bool:
    return plan.redis.mode != "none"


def _volume(plan: Plan) -> bool:
    return _in_cluster(plan) and plan.redis.persistence in ("rdb", "aof")


class UrlSecret(Topic):
    name: DnsSubdomain = choice(
        "skillflaw-cache",
        "Secret with the Redis URL",
        "The whole URL lives there: SkillFlaw reads no separate Redis password.",
        guide=("security.secrets", "state.cache"),
        applies=_used,
    )
    key: SecretKey = choice(
        "SKILLFLAW_REDIS_URL", "Key of the URL", "The key in that Secret.", applies=_used
    )


class Redis(Topic):
    mode: Literal["external", "in-cluster", "none"] = choice(
        "external",
        "Redis",
        "external: a managed service. in-cluster: one pod of the bundle. none: each pod its own "
        "cache.",
        guide=("state.cache", "redis.managed"),
    )
    host: OptionalHost = choice(
        "",
        "Host",
        "Name of the endpoint. No port, no user, never a password.",
        guide=("state.cache",),
        applies=_external,
        example="skillflaw.abc123.euw1.cache.amazonaws.com",
    )
    port: Count = choice(6379, "Port", "TCP port.", applies=_external, at_least=1, at_most=65_535)
    tls: Flag = choice(
        False,
        "TLS to Redis",
        "Connect with rediss://. Values are pickled: who can write can run code.",
        guide=("security.network",),
        applies=_external,
    )
    db: Count = choice(
        0, "Database number", "Cache and job queue must not share one.", applies=_used, at_least=0
    )
    url_secret: UrlSecret = group(UrlSecret(), "Redis URL", applies=_used)
    max_memory: OptionalMemoryQuantity = choice(
        "",
        "Memory bound",
        "maxmemory of the server. Below the container's limit in the cluster.",
        guide=("redis.managed",),
        applies=_used,
        example="512Mi",
    )
    eviction_policy: Literal[
        "",
        "noeviction",
        "allkeys-lru",
        "allkeys-lfu",
        "allkeys-random",
        "volatile-lru",
        "volatile-lfu",
        "volatile-random",
        "volatile-ttl",
    ] = choice(
        "",
        "Eviction policy",
        "What Redis drops when it is full. allkeys-lru suits a cache.",
        guide=("redis.managed", "redis.observable"),
        applies=_used,
    )
    memory_limit: MemoryQuantity = choice(
        "1Gi",
        "Container memory limit",
        "Of the Redis container in the cluster.",
        guide=("redis.managed",),
        applies=_in_cluster,
    )
    holds: Literal["cache", "cache-and-queue"] = choice(
        "cache",
        "What it holds",
        "cache may be lost; a queue may not.",
        guide=("redis.managed",),
        applies=_used,
    )
    persistence: Literal["", "none", "rdb", "aof"] = choice(
        "",
        "Persistence",
        "none: empty after a restart. rdb: snapshots. aof: every write.",
        guide=("redis.managed",),
        applies=_used,
    )
    ttl_seconds: Count = choice(
        3600,
        "Entries live for",
        "SKILLFLAW_REDIS_CACHE_EXPIRE.",
        guide=("redis.observable",),
        applies=_used,
        assumed="The variable is upstream's, to be confirmed on the SkillFlaw image.",
        unit="seconds",
        at_least=1,
        at_most=31_536_000,
    )
    monitoring: Flag = choice(
        False,
        "Monitored",
        "Memory, evictions and availability are measured. Alerts need it.",
        guide=("redis.observable", "health.redis"),
        applies=_used,
    )
    cidrs: tuple[Cidr, ...] = choice(
        (),
        "Addresses of Redis",
        "Networks that the backend may reach it at, for the network policy.",
        guide=("security.network",),
        applies=_external,
        example="10.30.0.0/16",
    )
    size: MemoryQuantity = choice(
        "2Gi", "Volume size", "For persistence in the cluster.", applies=_volume
    )
    storage_class: OptionalDnsSubdomain = choice(
        "", "Storage class", "Empty takes the cluster's default class.", applies=_volume
    )

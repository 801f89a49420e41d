"""Redis: who runs it, how the backend connects, and what it stores."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Literal

from generators.plan.choice import Option
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
from generators.plan.scalars import OptionalRedisMemory
from generators.plan.scalars import OptionalSecretKey
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
        "The name of the Secret. It holds the whole URL, because SkillFlaw reads no separate "
        "Redis password.",
        guide=("security.secrets", "state.cache"),
        applies=_used,
    )
    key: SecretKey = choice(
        "SKILLFLAW_REDIS_URL",
        "Key of the Redis URL",
        "The key in that Secret that holds the URL.",
        applies=_used,
    )


def _encrypted(plan: Plan) -> bool:
    return _external(plan) and plan.redis.tls


class RedisCaSecret(Topic):
    name: OptionalDnsSubdomain = choice(
        "",
        "Secret with the CA certificate of Redis",
        "The name of the Secret. Leave it empty if a public CA signed the server's certificate.",
        guide=("security.network",),
        applies=_encrypted,
        example="skillflaw-cache-ca",
        advanced=True,
    )
    key: OptionalSecretKey = choice(
        "",
        "Key of the CA certificate of Redis",
        "The key in that Secret, usually ca.crt.",
        applies=lambda plan: _encrypted(plan) and bool(plan.redis.ca_secret.name),
        advanced=True,
    )


class Redis(Topic):
    mode: Literal["external", "in-cluster", "none"] = choice(
        "external",
        "Redis",
        "Who runs Redis.",
        guide=("state.cache", "redis.managed"),
        options={
            "external": Option("Managed service", "Redis runs outside the cluster."),
            "in-cluster": Option(
                "Single pod", "A StatefulSet with one pod in the cluster. It has no failover."
            ),
            "none": Option("None", "Each backend pod has its own cache in memory."),
        },
    )
    host: OptionalHost = choice(
        "",
        "Host",
        "The hostname of the endpoint, without port, user or password.",
        guide=("state.cache",),
        applies=_external,
        example="skillflaw.abc123.euw1.cache.amazonaws.com",
    )
    port: Count = choice(
        6379,
        "Port",
        "TCP port that Redis listens on.",
        applies=_external,
        at_least=1,
        at_most=65_535,
    )
    tls: Flag = choice(
        False,
        "TLS to Redis",
        "Connect with rediss://. The backend unpickles cached values, so anyone who can write to "
        "Redis can run code in the backend.",
        guide=("security.network",),
        applies=_external,
    )
    db: Count = choice(
        0,
        "Database number",
        "The number of the Redis database. The cache and the job queue must use different numbers.",
        applies=_used,
        at_least=0,
    )
    url_secret: UrlSecret = group(UrlSecret, "Redis URL", applies=_used)
    ca_secret: RedisCaSecret = group(RedisCaSecret, "Server CA", applies=_encrypted)
    max_memory: OptionalRedisMemory = choice(
        "",
        "maxmemory",
        "The memory that Redis may use for data, such as 512Mi. In the cluster it must be "
        "below the container's memory limit.",
        guide=("redis.managed",),
        applies=_used,
        claim=_external,
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
        "maxmemory-policy (eviction policy)",
        "Which keys Redis evicts when it reaches maxmemory. Use allkeys-lru for a cache and "
        "noeviction for a job queue.",
        guide=("redis.managed", "redis.observable"),
        applies=_used,
        claim=_external,
        options={
            "": Option("Not decided", "A finding asks you to choose one."),
            "noeviction": Option("noeviction", "Evicts nothing; writes fail."),
            "allkeys-lru": Option("allkeys-lru", "Evicts the least recently used keys."),
            "allkeys-lfu": Option("allkeys-lfu", "Evicts the least frequently used keys."),
            "allkeys-random": Option("allkeys-random", "Evicts random keys."),
            "volatile-lru": Option(
                "volatile-lru", "Evicts the least recently used keys that have a TTL."
            ),
            "volatile-lfu": Option(
                "volatile-lfu", "Evicts the least frequently used keys that have a TTL."
            ),
            "volatile-random": Option("volatile-random", "Evicts random keys that have a TTL."),
            "volatile-ttl": Option("volatile-ttl", "Evicts the keys with the shortest TTL."),
        },
    )
    memory_limit: MemoryQuantity = choice(
        "1Gi",
        "Container memory limit",
        "Memory limit of the Redis container. It must be above maxmemory.",
        guide=("redis.managed",),
        applies=_in_cluster,
    )
    holds: Literal["cache", "cache-and-queue"] = choice(
        "cache",
        "Used for",
        "What SkillFlaw stores in Redis.",
        guide=("redis.managed",),
        applies=_used,
        options={
            "cache": Option("Cache", "The data may be lost."),
            "cache-and-queue": Option("Cache and job queue", "Queued jobs must not be lost."),
        },
    )
    persistence: Literal["", "none", "rdb", "aof"] = choice(
        "",
        "Persistence",
        "How Redis writes its data to disk.",
        guide=("redis.managed",),
        applies=_used,
        claim=_external,
        options={
            "": Option("Not decided", "A finding asks you to choose one."),
            "none": Option("None", "Redis is empty after a restart."),
            "rdb": Option("RDB snapshots", "Redis loses the writes after the last snapshot."),
            "aof": Option("AOF (append-only file)", "Redis logs every write."),
        },
    )
    ttl_seconds: Count = choice(
        3600,
        "Cache TTL",
        "Time after which a cache entry expires (SKILLFLAW_REDIS_CACHE_EXPIRE).",
        guide=("redis.observable",),
        applies=_used,
        assumed="The variable is upstream's; confirm it on the SkillFlaw image.",
        unit="seconds",
        at_least=1,
        at_most=31_536_000,
    )
    monitoring: Flag = choice(
        False,
        "Monitoring",
        "Turn this on if memory, evictions and availability are measured. The alerts need these "
        "metrics.",
        guide=("redis.observable", "health.redis"),
        applies=_used,
        claim=_external,
    )
    cidrs: tuple[Cidr, ...] = choice(
        (),
        "CIDRs of Redis",
        "The networks of the Redis server. The network policy allows the backend to connect "
        "to them.",
        guide=("security.network",),
        applies=_external,
        example="10.30.0.0/16",
    )
    size: MemoryQuantity = choice(
        "2Gi",
        "Volume size",
        "Size of the volume that Redis persists to, such as 2Gi.",
        applies=_volume,
    )
    storage_class: OptionalDnsSubdomain = choice(
        "",
        "StorageClass",
        "The name of the StorageClass. Leave it empty to use the cluster's default.",
        applies=_volume,
    )

"""The Redis server's file: memory, eviction and persistence, each written out."""

from __future__ import annotations

from generators.manifests.part import ConfigMap
from generators.plan import Plan
from generators.plan.scalars import bytes_of

CONFIG = "cache-config"
FILE = "redis.conf"
SECRETS_DIRECTORY = "/run/secrets/cache"

# https://redis.io/docs/latest/operate/oss_and_stack/management/persistence/
# Redis' own snapshot schedule: after 1 change in 15 minutes, 10 in 5, 10,000 in 1.
SNAPSHOTS = "save 900 1\nsave 300 10\nsave 60 10000\nappendonly no"
EVERY_WRITE = 'save ""\nappendonly yes\nappendfsync everysec'
NOTHING = 'save ""\nappendonly no'

PERSISTENCE = {"rdb": SNAPSHOTS, "aof": EVERY_WRITE, "none": NOTHING, "": NOTHING}


def persistent(plan: Plan) -> bool:
    """Tell whether Redis writes to disk, and so needs a volume."""
    return plan.redis.persistence in ("rdb", "aof")


def server_file(plan: Plan, directory: str) -> ConfigMap:
    """Make ``redis.conf`` as a ConfigMap; a changed line rolls the pod."""
    return ConfigMap(
        directory=directory,
        name=CONFIG,
        files={FILE: _configuration(plan)},
        why="The configuration of Redis: memory, eviction, persistence and users. Passwords are "
        "in the Secret.",
        choices=(
            "redis.maxMemory",
            "redis.memoryLimit",
            "redis.evictionPolicy",
            "redis.persistence",
            "redis.holds",
        ),
        guide=("redis.managed", "redis.observable"),
        component="cache",
    )


def _configuration(plan: Plan) -> str:
    fallback = "noeviction" if plan.redis.holds == "cache-and-queue" else "allkeys-lru"
    policy = plan.redis.eviction_policy or fallback
    return f"""\
bind * -::*
port 6379
# Users and their passwords. Without a password a client may say PING, as the probes do.
aclfile {SECRETS_DIRECTORY}/users.acl
protected-mode no

# In bytes, because Redis and Kubernetes do not mean the same by a unit.
maxmemory {_memory_bytes(plan)}
maxmemory-policy {policy}

dir /data
{PERSISTENCE[plan.redis.persistence]}
"""


def _memory_bytes(plan: Plan) -> int:
    """Give the bound in bytes; half of the container's limit where the plan is silent."""
    max_memory = plan.redis.max_memory
    return bytes_of(max_memory) if max_memory else bytes_of(plan.redis.memory_limit) // 2

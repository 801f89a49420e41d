"""PostgreSQL and Redis as far as rules treat them alike."""

from __future__ import annotations

from dataclasses import dataclass

from generators.guide.hostnames import in_the_cluster
from generators.guide.hostnames import private_networks
from generators.plan import Plan
from generators.plan.scalars import is_address


@dataclass(frozen=True)
class Store:
    """An external data store. ``topic`` begins its choices' paths, ``name`` is what people say."""

    topic: str
    name: str
    host: str
    port: int
    cidrs: tuple[str, ...]

    def at(self, choice: str) -> str:
        """Give the path of one of its choices."""
        return f"{self.topic}.{choice}"

    @property
    def outside(self) -> bool:
        """Whether it is reached over a network that is not the cluster's own."""
        return bool(self.host) and not in_the_cluster(self.host)

    @property
    def private(self) -> bool:
        """Whether every address that the plan gives for it is private."""
        if is_address(self.host):
            return private_networks([self.host])
        return private_networks(self.cidrs)


def external_database(plan: Plan) -> Store | None:
    """Give PostgreSQL where somebody else runs it."""
    database = plan.database
    if database.mode != "external":
        return None
    return Store("database", "PostgreSQL", database.host, database.port, database.cidrs)


def external_cache(plan: Plan) -> Store | None:
    """Give Redis where somebody else runs it."""
    redis = plan.redis
    if redis.mode != "external":
        return None
    return Store("redis", "Redis", redis.host, redis.port, redis.cidrs)


def external_stores(plan: Plan) -> tuple[Store, ...]:
    """List the stores that somebody else runs."""
    return tuple(store for store in (external_database(plan), external_cache(plan)) if store)


def in_cluster(plan: Plan) -> tuple[tuple[str, str], ...]:
    """List the stores that run beside the backend: the choice that says so, and the name."""
    database = () if plan.database.mode == "external" else (("database.mode", "PostgreSQL"),)
    cache = (("redis.mode", "Redis"),) if plan.redis.mode == "in-cluster" else ()
    return (*database, *cache)

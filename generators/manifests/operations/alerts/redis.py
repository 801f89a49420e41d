"""Alerts on Redis: away, full, turning clients down."""

from __future__ import annotations

from generators.manifests.operations.alerts.alert import CRITICAL
from generators.manifests.operations.alerts.alert import WARNING
from generators.manifests.operations.alerts.alert import Alert
from generators.manifests.operations.alerts.alert import Group
from generators.manifests.operations.alerts.alert import scrape
from generators.plan import Plan


def redis(plan: Plan) -> Group:
    """Make the alerts on a Redis that the plan measures; an empty group otherwise."""
    if plan.redis.mode == "none" or not plan.redis.monitoring:
        return Group("redis", ())
    monitor = "skillflaw-redis-exporter" if plan.redis.mode == "external" else "cache"
    job = scrape(plan, monitor)
    evicts = plan.redis.eviction_policy not in ("", "noeviction")
    full = _evictions(job) if evicts else _memory(job)
    return Group("redis", (_down(job), _silent(job), _refused(job), full))


def _down(job: str) -> Alert:
    return Alert(
        "SkillFlawRedisDown",
        f"redis_up{{{job}}} == 0",
        "2m",
        CRITICAL,
        "Redis does not answer.",
        "The exporter could not connect for two minutes. /health of a running backend still "
        "succeeds, but a backend cannot start without Redis.",
        "Do not restart the backend. Restore Redis, then check that users can sign in.",
    )


def _silent(job: str) -> Alert:
    return Alert(
        "SkillFlawRedisMetricsMissing",
        f"absent(redis_up{{{job}}})",
        "10m",
        WARNING,
        "The metrics of Redis are missing.",
        "Without these metrics no alert on Redis can fire. Ten minutes are longer than a restart "
        "of Prometheus.",
        "Check the target in Prometheus, then the exporter's log and its Secret.",
    )


def _refused(job: str) -> Alert:
    return Alert(
        "SkillFlawRedisRefusesClients",
        f"increase(redis_rejected_connections_total{{{job}}}[5m]) > 0",
        "1m",
        WARNING,
        "Redis rejects connections.",
        "The number of clients has reached maxclients. Each rejected connection is a failed "
        "request.",
        "List the clients (CLIENT LIST), then raise maxclients.",
    )


def _memory(job: str) -> Alert:
    return Alert(
        "SkillFlawRedisFull",
        f"redis_memory_used_bytes{{{job}}} / (redis_memory_max_bytes{{{job}}} > 0) > 0.9",
        "15m",
        WARNING,
        "The memory of Redis is almost full.",
        "More than 90 % of maxmemory is used. This eviction policy evicts nothing, so writes "
        "fail when Redis is full.",
        "Raise maxmemory and the memory limit together, or lower redis.ttlSeconds.",
    )


def _evictions(job: str) -> Alert:
    return Alert(
        "SkillFlawRedisEvicts",
        f"rate(redis_evicted_keys_total{{{job}}}[15m]) > 1",
        "1h",
        WARNING,
        "The eviction rate of Redis is high.",
        "Redis has evicted more than one key a second for an hour. The cache is too small for "
        "its load.",
        "Compare keyspace hits and misses, then raise redis.maxMemory or lower redis.ttlSeconds.",
    )

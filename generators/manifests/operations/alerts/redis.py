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
        "The exporter could not connect for two minutes. Running backends keep their /health, but "
        "no backend can start without its cache.",
        "Do not restart the backend. Bring Redis back, then check that sessions work.",
    )


def _silent(job: str) -> Alert:
    return Alert(
        "SkillFlawRedisUnwatched",
        f"absent(redis_up{{{job}}})",
        "10m",
        WARNING,
        "Nobody measures Redis.",
        "Without these metrics no alert on Redis can fire. Ten minutes outlast a restart.",
        "Look for the target in Prometheus, then at the exporter's log and its Secret.",
    )


def _refused(job: str) -> Alert:
    return Alert(
        "SkillFlawRedisRefusesClients",
        f"increase(redis_rejected_connections_total{{{job}}}[5m]) > 0",
        "1m",
        WARNING,
        "Redis turned clients away.",
        "It has as many clients as its maxclients allows; every one turned away is a failed "
        "request.",
        "Look at who is connected (CLIENT LIST), then raise maxclients.",
    )


def _memory(job: str) -> Alert:
    return Alert(
        "SkillFlawRedisFull",
        f"redis_memory_used_bytes{{{job}}} / (redis_memory_max_bytes{{{job}}} > 0) > 0.9",
        "15m",
        WARNING,
        "Redis is almost full.",
        "More than 90 % of maxmemory is used, and with this policy Redis drops nothing: writes "
        "fail when it is full.",
        "Raise maxmemory and the memory limit together, or shorten redis.ttlSeconds.",
    )


def _evictions(job: str) -> Alert:
    return Alert(
        "SkillFlawRedisEvicts",
        f"rate(redis_evicted_keys_total{{{job}}}[15m]) > 1",
        "1h",
        WARNING,
        "Redis drops entries before their time.",
        "A full cache that evicts now and then is healthy; more than one entry a second for an "
        "hour means that it is too small to be of use.",
        "Compare hits and misses, then raise redis.maxMemory or shorten redis.ttlSeconds.",
    )

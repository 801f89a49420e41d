"""Mistakes about Redis, and the near misses beside them."""

from __future__ import annotations

from generators.guide.examples import REDIS_POD
from tests.guide.conftest import FindingsOf
from tests.guide.tables import Changes
from tests.guide.tables import heard


@heard(
    (
        "backend-replicas-without-shared-cache",
        "error",
        {"redis.mode": "none", "scaling.backend.replicas": 2},
    ),
    (
        "backend-replicas-without-shared-cache",
        "error",
        {
            "redis.mode": "none",
            "scaling.backend.replicas": 1,
            "scaling.backend.autoscaling.enabled": True,
        },
    ),
    (
        "backend-replicas-without-shared-cache",
        "-",
        {"redis.mode": "none", "scaling.backend.replicas": 1},
    ),
    ("redis-missing", "-", {"redis.mode": "none"}),
    ("redis-host-pod-local", "error", {"redis.host": "localhost"}),
    ("redis-host-pod-local", "-", {"redis.mode": "none", "redis.host": "localhost"}),
    ("redis-endpoint-unsupported", "error", {"redis.port": 26379}),
    ("redis-endpoint-unsupported", "-", {"redis.host": "sentinels-own.acme.net"}),
    (
        "redis-host-read-only",
        "error",
        {"redis.host": "replica.skillflaw.x1.euw1.cache.amazonaws.com"},
    ),
    ("redis-host-read-only", "-", {"redis.host": "master.skillflaw.x1.euw1.cache.amazonaws.com"}),
    ("redis-maxmemory-missing", "-", {"redis.maxMemory": ""}),
    ("redis-maxmemory-unknown", "-", {**REDIS_POD, "redis.maxMemory": ""}),
    ("redis-maxmemory-above-container-limit", "error", {**REDIS_POD, "redis.maxMemory": "1024Mi"}),
    ("redis-maxmemory-above-container-limit", "-", {**REDIS_POD, "redis.maxMemory": "1G"}),
    ("redis-maxmemory-above-container-limit", "-", {"redis.maxMemory": "64Gi"}),
    ("redis-maxmemory-near-container-limit", "warning", {**REDIS_POD, "redis.maxMemory": "769Mi"}),
    ("redis-maxmemory-near-container-limit", "-", {**REDIS_POD, "redis.maxMemory": "768Mi"}),
    (
        "redis-maxmemory-near-container-limit",
        "warning",
        {**REDIS_POD, "redis.maxMemory": "513Mi", "redis.persistence": "rdb"},
    ),
    ("redis-maxmemory-near-container-limit", "-", {**REDIS_POD, "redis.persistence": "rdb"}),
    (
        "redis-cache-eviction-disabled",
        "-",
        {"redis.evictionPolicy": "noeviction", "redis.holds": "cache-and-queue"},
    ),
    (
        "redis-queue-evictable",
        "-",
        {"redis.holds": "cache-and-queue", "redis.evictionPolicy": "volatile-lru"},
    ),
    (
        "redis-queue-not-persisted",
        "-",
        {"redis.holds": "cache-and-queue", "redis.persistence": "rdb"},
    ),
    ("redis-persistence-unset", "-", {"redis.mode": "none", "redis.persistence": ""}),
    ("redis-connection-unencrypted", "warning", {"redis.tls": False}),
    ("redis-connection-unencrypted", "error", {"redis.tls": False, "redis.cidrs": []}),
    (
        "redis-connection-unencrypted",
        "error",
        {"redis.tls": False, "redis.cidrs": ["10.30.0.0/16", "203.0.113.0/24"]},
    ),
    (
        "redis-connection-unencrypted",
        "warning",
        {"redis.tls": False, "redis.cidrs": [], "release.environment": "test"},
    ),
    (
        "redis-connection-unencrypted",
        "-",
        {"redis.tls": False, "redis.host": "cache.data.svc.cluster.local"},
    ),
    ("redis-connection-unencrypted", "-", {**REDIS_POD, "redis.tls": False}),
    ("redis-database-number-invalid", "error", {"redis.db": 16}),
    ("redis-database-number-invalid", "-", {"redis.db": 15}),
    ("redis-database-number-invalid", "-", {"redis.db": 16, "redis.mode": "none"}),
    ("redis-standby-missing", "info", REDIS_POD),
    ("redis-standby-missing", "-", {**REDIS_POD, "release.environment": "staging"}),
    ("redis-volume-too-small", "-", {**REDIS_POD, "redis.persistence": "aof", "redis.size": "1Gi"}),
    ("redis-volume-too-small", "-", {**REDIS_POD, "redis.size": "100Mi"}),
)
def test_the_mistake_is_heard_and_the_near_miss_is_not(
    findings_of: FindingsOf, slug: str, severity: str, changes: Changes
) -> None:
    finding = findings_of(changes).get(slug)

    assert (finding.severity.value if finding else "-") == severity

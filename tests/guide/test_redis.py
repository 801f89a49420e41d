"""Mistakes about Redis, and the near misses beside them."""

from __future__ import annotations

from generators.guide.examples import REDIS_POD
from tests.guide.conftest import Said
from tests.guide.tables import Changes
from tests.guide.tables import heard


@heard(
    ("pod-local-cache", "error", {"redis.mode": "none", "scaling.backend.replicas": 2}),
    (
        "pod-local-cache",
        "error",
        {
            "redis.mode": "none",
            "scaling.backend.replicas": 1,
            "scaling.backend.autoscaling.enabled": True,
        },
    ),
    ("pod-local-cache", "-", {"redis.mode": "none", "scaling.backend.replicas": 1}),
    ("no-redis", "-", {"redis.mode": "none"}),
    ("pod-local-redis", "error", {"redis.host": "localhost"}),
    ("pod-local-redis", "-", {"redis.mode": "none", "redis.host": "localhost"}),
    ("redis-cluster-endpoint", "error", {"redis.port": 26379}),
    ("redis-cluster-endpoint", "-", {"redis.host": "sentinels-own.acme.net"}),
    ("read-only-redis", "error", {"redis.host": "replica.skillflaw.x1.euw1.cache.amazonaws.com"}),
    ("read-only-redis", "-", {"redis.host": "master.skillflaw.x1.euw1.cache.amazonaws.com"}),
    ("redis-grows-until-killed", "-", {"redis.maxMemory": ""}),
    ("redis-memory-unsaid", "-", {**REDIS_POD, "redis.maxMemory": ""}),
    ("memory-bound-above-the-container", "error", {**REDIS_POD, "redis.maxMemory": "1024Mi"}),
    ("memory-bound-above-the-container", "-", {**REDIS_POD, "redis.maxMemory": "1G"}),
    ("memory-bound-above-the-container", "-", {"redis.maxMemory": "64Gi"}),
    ("memory-bound-near-the-container", "warning", {**REDIS_POD, "redis.maxMemory": "769Mi"}),
    ("memory-bound-near-the-container", "-", {**REDIS_POD, "redis.maxMemory": "768Mi"}),
    (
        "memory-bound-near-the-container",
        "warning",
        {**REDIS_POD, "redis.maxMemory": "513Mi", "redis.persistence": "rdb"},
    ),
    ("memory-bound-near-the-container", "-", {**REDIS_POD, "redis.persistence": "rdb"}),
    (
        "full-cache-refuses-writes",
        "-",
        {"redis.evictionPolicy": "noeviction", "redis.holds": "cache-and-queue"},
    ),
    (
        "queue-may-be-evicted",
        "-",
        {"redis.holds": "cache-and-queue", "redis.evictionPolicy": "volatile-lru"},
    ),
    (
        "queue-lost-at-a-restart",
        "-",
        {"redis.holds": "cache-and-queue", "redis.persistence": "rdb"},
    ),
    ("persistence-unsaid", "-", {"redis.mode": "none", "redis.persistence": ""}),
    ("plain-text-redis", "warning", {"redis.tls": False}),
    ("plain-text-redis", "error", {"redis.tls": False, "redis.cidrs": []}),
    (
        "plain-text-redis",
        "error",
        {"redis.tls": False, "redis.cidrs": ["10.30.0.0/16", "203.0.113.0/24"]},
    ),
    (
        "plain-text-redis",
        "warning",
        {"redis.tls": False, "redis.cidrs": [], "release.environment": "test"},
    ),
    ("plain-text-redis", "-", {"redis.tls": False, "redis.host": "cache.data.svc.cluster.local"}),
    ("plain-text-redis", "-", {**REDIS_POD, "redis.tls": False}),
    ("database-number-out-of-range", "error", {"redis.db": 16}),
    ("database-number-out-of-range", "-", {"redis.db": 15}),
    ("database-number-out-of-range", "-", {"redis.db": 16, "redis.mode": "none"}),
    ("redis-in-one-pod", "info", REDIS_POD),
    ("redis-in-one-pod", "-", {**REDIS_POD, "release.environment": "staging"}),
    ("redis-volume-too-small", "-", {**REDIS_POD, "redis.persistence": "aof", "redis.size": "1Gi"}),
    ("redis-volume-too-small", "-", {**REDIS_POD, "redis.size": "100Mi"}),
)
def test_the_mistake_is_heard_and_the_near_miss_is_not(
    said: Said, slug: str, severity: str, changes: Changes
) -> None:
    found = said(changes).get(slug)

    assert (found.severity.value if found else "-") == severity

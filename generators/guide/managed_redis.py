"""Managed Redis services, by the names that their vendors publish."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class ManagedRedis:
    """A managed Redis service: its hostnames, and the port on which it serves TLS."""

    name: str
    host: re.Pattern[str]
    tls_port: int
    reference: str


SERVICES = (
    ManagedRedis(
        "Azure Cache for Redis",
        re.compile(
            r"[a-z0-9-]+\.redis\.cache\.(?:windows\.net|usgovcloudapi\.net|chinacloudapi\.cn)"
        ),
        6380,
        "https://learn.microsoft.com/azure/azure-cache-for-redis/cache-configure",
    ),
    ManagedRedis(
        "Azure Managed Redis",
        re.compile(
            r"[a-z0-9-]+\.[a-z0-9-]+\.(?:redis\.azure\.net|redisenterprise\.cache\.azure\.net)"
        ),
        10000,
        "https://learn.microsoft.com/azure/redis/tls-configuration",
    ),
    ManagedRedis(
        "DigitalOcean Managed Caching",
        re.compile(r"[a-z0-9-]+\.[a-z]\.db\.ondigitalocean\.com"),
        25061,
        "https://docs.digitalocean.com/products/databases/valkey/how-to/connect/",
    ),
)

# They speak the protocol of Redis Cluster to every client.
CLUSTERS = (
    (
        "ElastiCache Serverless",
        re.compile(r"[a-z0-9-]+\.serverless\.[a-z0-9]+\.cache\.amazonaws\.com(?:\.cn)?"),
        "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/WhatIs.corecomponents.html",
    ),
    (
        "ElastiCache with cluster mode enabled",
        re.compile(r"clustercfg\.[a-z0-9.-]+\.cache\.amazonaws\.com(?:\.cn)?"),
        "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Endpoints.html",
    ),
    (
        "Amazon MemoryDB",
        re.compile(r"clustercfg\.[a-z0-9.-]+\.memorydb\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?"),
        "https://docs.aws.amazon.com/memorydb/latest/devguide/endpoints.html",
    ),
)
# The cluster policy decides, and OSS is its default.
CLUSTERED_BY_POLICY = re.compile(
    r"[a-z0-9-]+\.[a-z0-9-]+\.(?:redis\.azure\.net|redisenterprise\.cache\.azure\.net)"
)


def managed_redis(host: str) -> ManagedRedis | None:
    """Name the managed service that a hostname belongs to, if it is known."""
    return next((service for service in SERVICES if service.host.fullmatch(host)), None)

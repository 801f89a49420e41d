"""Which addresses the backend may connect to, as its NetworkPolicy lets it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from generators.guide.data_stores import external_stores
from generators.guide.egress import destinations
from generators.guide.egress import internet_open
from generators.guide.hostnames import covers
from generators.guide.hostnames import in_the_cluster
from generators.guide.hostnames import inside_the_pod
from generators.guide.hostnames import private_networks
from generators.guide.settings import decided
from generators.plan import Plan
from generators.plan.scalars import Destination
from generators.plan.scalars import is_address
from generators.plan.scalars import service_namespace

# The usual ports of schemes: https://www.iana.org/assignments/service-names-port-numbers/
PORTS = {
    "http": 80,
    "https": 443,
    "ws": 80,
    "wss": 443,
    "redis": 6379,
    "rediss": 6379,
    "postgresql": 5432,
    "postgres": 5432,
    "mongodb": 27017,
    "amqp": 5672,
    "amqps": 5671,
    "bolt": 7687,
    "neo4j": 7687,
    "mysql": 3306,
}
# They name where somebody else connects to, or what is allowed, and nothing the backend calls.
NOT_CALLED = re.compile(
    r"CORS|ORIGIN|REDIRECT|CALLBACK|ALLOWED|PUBLIC|COOKIE|NO_PROXY|FRONTEND_URL"
)
OWN_SERVICES = ("skillflaw-backend", "postgres", "cache")
# Another rule looks at these.
PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY")
HTTPS = 443


def addresses(name: str, value: str) -> Iterator[tuple[str, int]]:
    """Yield host and port of each URL in a setting that the backend connects to."""
    if NOT_CALLED.search(name.upper()):
        return
    for text in re.split(r"[,\s]+", value):
        parts = urlsplit(text) if "://" in text else None
        scheme = parts.scheme.partition("+")[0] if parts else ""
        try:
            host, port = (parts.hostname or "", parts.port) if parts else ("", None)
        except ValueError:
            continue
        if host and (port or scheme in PORTS):
            yield host, port or PORTS[scheme]


def reaches_internet(plan: Plan) -> bool:
    """Tell whether the backend may call every public address on port 443, itself or by proxy."""
    direct = not plan.operations.network_policies or internet_open(plan)
    return direct or plan.operations.proxy.used


def blocked(plan: Plan, name: str, host: str, port: int) -> bool:
    """Tell whether the policy certainly drops the backend's connections to an address.

    A hostname may have any address, so that it is only known to be blocked where nothing is open
    that could be it. What goes through a proxy is the proxy's to allow.
    """
    if not plan.operations.network_policies or inside_the_pod(host) or name in decided(plan):
        return False
    if name.upper() in PROXIES or (plan.operations.proxy.used and not in_the_cluster(host)):
        return False
    own = in_the_cluster(host) and host.partition(".")[0] in OWN_SERVICES
    if own or any((host, port) == (store.host, store.port) for store in external_stores(plan)):
        return False
    if internet_open(plan) and port == HTTPS and not (in_the_cluster(host) or _private(host)):
        return False
    return not any(_may_be(destination, host, port) for destination in destinations(plan))


def _may_be(destination: Destination, host: str, port: int) -> bool:
    """Tell whether an entry of the egress list may let an address through.

    A policy knows the port of the pod, which may be another than that of its Service.
    """
    if destination.namespace:
        return service_namespace(host, own=".") == destination.namespace
    if destination.port not in (0, port):
        return False
    return covers(destination.network, host) if is_address(host) else not in_the_cluster(host)


def _private(host: str) -> bool:
    return is_address(host) and private_networks([f"{host}/{128 if ':' in host else 32}"])

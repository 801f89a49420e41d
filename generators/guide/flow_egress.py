"""Which addresses the backend may connect to, as its NetworkPolicy lets it."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from generators.guide.data_stores import external_stores
from generators.guide.hostnames import PRIVATE
from generators.guide.hostnames import covers
from generators.guide.hostnames import in_the_cluster
from generators.guide.hostnames import inside_the_pod
from generators.plan import Plan
from generators.plan.scalars import is_address

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
INTERNET = "internet-443"
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
    """Tell whether the backend may call every public address on port 443."""
    egress = plan.operations.egress
    listed = (egress,) if isinstance(egress, str) else egress
    return not plan.operations.network_policies or INTERNET in listed


def blocked(plan: Plan, host: str, port: int) -> bool:
    """Tell whether the policy certainly drops the backend's connections to an address.

    A name may be of any network, so that it is only known to be blocked where nothing is open that
    could be it.
    """
    if not plan.operations.network_policies or inside_the_pod(host):
        return False
    if any((host, port) == (store.host, store.port) for store in external_stores(plan)):
        return False
    if in_the_cluster(host) and host.partition(".")[0] in OWN_SERVICES:
        return False
    egress = plan.operations.egress
    listed = () if egress == "none" else (egress,) if isinstance(egress, str) else egress
    return not any(_may_be(entry, host, port) for entry in listed)


def _may_be(entry: str, host: str, port: int) -> bool:
    """Tell whether an entry of the egress list may let an address through."""
    if entry == INTERNET:
        return port == HTTPS and not in_the_cluster(host) and not _private(host)
    if entry.startswith("namespace/"):
        return _in_namespace(entry, host, port)
    network, allowed = _network(entry)
    if allowed not in (0, port):
        return False
    return covers(network, host) if is_address(host) else not in_the_cluster(host)


def _in_namespace(entry: str, host: str, port: int) -> bool:
    namespace, _, number = entry.removeprefix("namespace/").partition(":")
    labels = host.split(".")
    # Only the target port is known to the policy, which may differ from the Service's.
    same = len(labels) > 1 and labels[1] == namespace
    return (same or not in_the_cluster(host)) and number in ("", str(port))


def _network(entry: str) -> tuple[str, int]:
    """Part a network from the port behind it, 0 where it has none."""
    match = re.fullmatch(r"\[?([^\]]+?/\d+)\]?(?::(\d+))?", entry)
    return (match[1], int(match[2] or 0)) if match else (entry, 0)


def _private(host: str) -> bool:
    return is_address(host) and any(covers(wide, host) for wide in PRIVATE if _same(wide, host))


def _same(network: str, host: str) -> bool:
    return ipaddress.ip_network(network).version == ipaddress.ip_address(host).version

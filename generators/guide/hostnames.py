"""Hostnames that are published, and addresses of servers, as rules see them."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass

from generators.plan import Plan
from generators.plan.scalars import is_address
from generators.plan.scalars import is_public_suffix
from generators.plan.scalars import service_namespace
from generators.plan.scalars import unicode_of


@dataclass(frozen=True)
class Published:
    """A hostname that is given for a part that runs."""

    part: str
    name: str

    @property
    def path(self) -> str:
        return f"ingress.hosts.{self.part}"

    @property
    def shown(self) -> str:
        """The name, and how people read it where it was converted."""
        readable = unicode_of(self.name)
        return self.name if readable == self.name else f"{self.name} ({readable})"


def served(plan: Plan) -> tuple[str, ...]:
    """List what may be published: the API always, UI and docs where they run."""
    ui = ("ui",) if plan.topology.web else ()
    return ("api", *ui, *(("docs",) if plan.topology.docs else ()))


def published(plan: Plan) -> tuple[Published, ...]:
    """List the hostnames that are given for parts that run."""
    hosts = plan.ingress.hosts
    names = {"api": hosts.api, "ui": hosts.ui, "docs": hosts.docs}
    return tuple(Published(part, names[part]) for part in served(plan) if names[part])


def ownable(host: str) -> bool:
    """Tell whether a published host is a name that somebody can own; other rules say why not."""
    plain = "." in host and not host.startswith("*.") and not is_address(host)
    return plain and not cluster_only(host) and not is_public_suffix(host)


def in_the_cluster(host: str) -> bool:
    """Tell whether a server's name is resolved by the cluster's DNS alone, so it is a Service."""
    return bool(service_namespace(host, own="."))


def inside_the_pod(host: str) -> bool:
    """Tell whether a name or address leads back to the pod itself."""
    if is_address(host):
        address = ipaddress.ip_address(host)
        mapped = getattr(address, "ipv4_mapped", None) or address
        return bool(mapped.is_loopback or mapped.is_unspecified)
    local = ("localhost", "localhost.localdomain", "ip6-localhost", "ip6-loopback")
    file = host == "sqlite" or host.endswith((".sqlite", ".sqlite3"))
    return host in local or host.endswith(".localhost") or file


# RFC 1918, the carriers' shared addresses of RFC 6598, and unique local addresses of RFC 4193.
PRIVATE = ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fc00::/7")


def private_networks(cidrs: Iterable[str]) -> bool:
    """Tell whether networks are given and every one of them is a private one."""
    networks = tuple(cidrs)
    return bool(networks) and all(
        any(_inside(network, wide) for wide in PRIVATE) for network in networks
    )


def _inside(network: str, wide: str) -> bool:
    inner, outer = ipaddress.ip_network(network), ipaddress.ip_network(wide)
    if isinstance(inner, ipaddress.IPv4Network):
        return isinstance(outer, ipaddress.IPv4Network) and inner.subnet_of(outer)
    return isinstance(outer, ipaddress.IPv6Network) and inner.subnet_of(outer)


def everywhere(cidr: str) -> bool:
    """Tell whether a network is wider than the widest private one: 10.0.0.0/8, fc00::/7."""
    network = ipaddress.ip_network(cidr)
    widest = 8 if network.version == 4 else 7  # noqa: PLR2004 - the two versions of IP
    return network.prefixlen < widest


def covers(network: str, host: str) -> bool:
    """Tell whether an address lies in a network; never across versions of IP."""
    return ipaddress.ip_address(host) in ipaddress.ip_network(network)


def cluster_only(name: str) -> bool:
    """Tell whether a published name is one that the cluster's DNS alone resolves."""
    return name.endswith((".svc", ".cluster.local"))


def public_authority(plan: Plan) -> bool:
    """Tell whether a public authority is asked for the certificates."""
    issued = plan.tls.mode == "cert-manager" and plan.tls.challenge != "private"
    return issued and not foreign_gateway(plan)


def openshift_router(plan: Plan) -> bool:
    """Tell whether OpenShift's router serves the Ingress objects, so that its idioms are known."""
    return plan.release.platform == "openshift" and plan.ingress.class_name.startswith("openshift")


def google(plan: Plan) -> bool:
    """Tell whether the Gateway is a load balancer of Google Cloud."""
    return plan.ingress.controller == "gateway-api" and plan.ingress.implementation == "gke"


def foreign_gateway(plan: Plan) -> bool:
    """Tell whether a Gateway of another namespace would need certificates of this one."""
    gateway = plan.ingress.gateway.namespace
    routed = plan.ingress.controller == "gateway-api" and bool(gateway)
    ours = plan.tls.mode in ("cert-manager", "existing-secret")
    return routed and ours and gateway != plan.release.namespace


def own_gateway(plan: Plan) -> bool:
    """Tell whether the bundle makes the Gateway itself: a class is named, and no other "
    "namespace."""
    beside = plan.ingress.gateway.namespace in ("", plan.release.namespace)
    return bool(plan.ingress.class_name) and beside and plan.tls.mode != "at-gateway"


# Implementations of the Gateway API for which the bundle writes an allow list.
ENFORCING = ("traefik",)

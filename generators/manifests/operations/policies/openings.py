"""The words of a network policy: peers, ports, and rules that never open more than they say."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable

from generators.manifests.part import Manifest
from generators.manifests.part import selector
from generators.plan.scalars import service_namespace

# Link-local: the cloud's metadata service, which hands out credentials.
METADATA = "169.254.0.0/16"
EVERY_ADDRESS = ("0.0.0.0/0", "::/0")
# No namespace has this name, so it can stand for the one that the pods are in.
OWN = "."
PRIVATE = {
    # RFC 1918, shared address space of RFC 6598, loopback, link-local, benchmarking, multicast.
    "0.0.0.0/0": (
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        METADATA,
        "172.16.0.0/12",
        "192.168.0.0/16",
        "198.18.0.0/15",
        "224.0.0.0/4",
    ),
    # Unique local, which holds IPv6 metadata services too, link-local, multicast.
    "::/0": ("fc00::/7", "fe80::/10", "ff00::/8"),
}


def pods(component: str) -> Manifest:
    """Give the peer that is a component of this bundle."""
    return {"podSelector": {"matchLabels": selector(component)}}


def namespace(name: str) -> tuple[Manifest, ...]:
    """Give the peer that is every pod of a namespace; none where the name is not known."""
    if not name:
        return ()
    return ({"namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": name}}},)


def networks(cidrs: Iterable[str]) -> tuple[Manifest, ...]:
    """Give the peers that are networks, without the metadata service where one holds it."""
    return tuple({"ipBlock": _block(cidr)} for cidr in cidrs)


def _block(cidr: str) -> Manifest:
    network = ipaddress.ip_network(cidr)
    metadata = ipaddress.IPv4Network(METADATA)
    if isinstance(network, ipaddress.IPv4Network) and network != metadata:
        return {"cidr": cidr, **({"except": [METADATA]} if metadata.subnet_of(network) else {})}
    return {"cidr": cidr}


def internet() -> tuple[Manifest, ...]:
    """Give the peers that are public addresses: no private network, no metadata service."""
    return tuple({"ipBlock": {"cidr": all_, "except": list(PRIVATE[all_])}} for all_ in PRIVATE)


def server(host: str, cidrs: Iterable[str]) -> tuple[Manifest, ...]:
    """Give the peers that are a server outside the bundle, as narrowly as the plan knows it.

    A Service of the plan's own namespace is written without its namespace: whatever the overlay
    calls it, its pods are beside ours. An address would not do: network plugins that go by identity
    do not match pods with it (https://docs.cilium.io/en/stable/network/kubernetes/policy/).
    """
    known = tuple(cidrs)
    if known:
        return networks(known)
    inside = service_namespace(host, own=OWN)
    if inside:
        return ({"podSelector": {}},) if inside == OWN else namespace(inside)
    return networks(_address(host) or EVERY_ADDRESS)


def _address(host: str) -> tuple[str, ...]:
    try:
        return (str(ipaddress.ip_network(host.strip("[]"))),)
    except ValueError:
        return ()


def tcp(ports: Iterable[int]) -> list[Manifest]:
    """List TCP ports."""
    return [{"protocol": "TCP", "port": port} for port in ports]


def incoming(peers: Iterable[Manifest], *ports: int) -> tuple[Manifest, ...]:
    """Let peers in; no rule at all without a peer, because an empty list means everyone."""
    sources = list(peers)
    return ({"from": sources, "ports": tcp(ports)},) if sources else ()


def outgoing(peers: Iterable[Manifest], *ports: int) -> tuple[Manifest, ...]:
    """Let the pods out to peers; no rule without a peer, all TCP ports without a port."""
    targets = list(peers)
    port_rules = tcp(ports) or [{"protocol": "TCP"}]
    return ({"to": targets, "ports": port_rules},) if targets else ()


def policy(
    name: str,
    pods: Manifest,
    ingress: Iterable[Manifest] = (),
    egress: Iterable[Manifest] = (),
) -> Manifest:
    """Write the policy of some pods; what is not let in or out is denied, both ways."""
    rules = {"ingress": list(ingress), "egress": list(egress)}
    return {
        "apiVersion": "networking.k8s.io/v1",
        "kind": "NetworkPolicy",
        "metadata": {"name": name},
        "spec": {
            "podSelector": pods,
            "policyTypes": ["Ingress", "Egress"],
            **{way: list_ for way, list_ in rules.items() if list_},
        },
    }

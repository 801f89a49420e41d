"""Network policies evaluated as a network plugin does: by labels, namespaces, addresses and ports.

https://kubernetes.io/docs/concepts/services-networking/network-policies/
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import field

from generators.layout import laid_out
from generators.manifests.part import Manifest
from generators.manifests.part import labels
from generators.plan import Plan


@dataclass(frozen=True)
class Pod:
    """A pod by its namespace and labels; a namespace has its name as a label."""

    namespace: str
    labels: dict[str, str] = field(default_factory=dict)
    namespace_labels: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Address:
    """Something outside the cluster."""

    ip: str


Peer = Pod | Address


def ours(plan: Plan, component: str) -> Pod:
    """Give a pod of the bundle."""
    return Pod(plan.release.namespace, labels(component))


def reaches(plan: Plan, source: Peer, target: Peer, port: int, protocol: str = "TCP") -> bool:
    """Tell whether the plan's policies let one peer connect to another, both ways considered."""
    wanted = (port, protocol)
    out = _allowed(plan, source, target, "egress", wanted)
    return out and _allowed(plan, target, source, "ingress", wanted)


def _policies(plan: Plan) -> Iterable[Manifest]:
    for file in laid_out(plan).files:
        if not isinstance(file.content, str):
            yield from (entry for entry in file.content if entry.get("kind") == "NetworkPolicy")


def _allowed(plan: Plan, pod: Peer, other: Peer, way: str, wanted: tuple[int, str]) -> bool:
    if not isinstance(pod, Pod) or pod.namespace != plan.release.namespace:
        return True
    specs = [policy["spec"] for policy in _policies(plan)]
    chosen = [spec for spec in specs if _selects(spec["podSelector"], pod)]
    if not chosen:
        return True
    rules = [rule for spec in chosen for rule in spec.get(way, [])]
    key = "to" if way == "egress" else "from"
    return any(
        any(_is(plan, peer, other) for peer in rule[key]) and _port(rule["ports"], *wanted)
        for rule in rules
    )


def _selects(selector: Manifest, pod: Pod) -> bool:
    wanted = selector.get("matchLabels", {})
    expressions = selector.get("matchExpressions", [])
    return all(pod.labels.get(key) == value for key, value in wanted.items()) and all(
        entry["operator"] == "DoesNotExist" and entry["key"] not in pod.labels
        for entry in expressions
    )


def _is(plan: Plan, peer: Manifest, other: Peer) -> bool:
    if "ipBlock" in peer:
        return isinstance(other, Address) and _in_block(peer["ipBlock"], other.ip)
    if not isinstance(other, Pod):
        return False
    if "namespaceSelector" in peer:
        wanted = peer["namespaceSelector"].get("matchLabels", {})
        there = {"kubernetes.io/metadata.name": other.namespace, **other.namespace_labels}
        inside = all(there.get(key) == value for key, value in wanted.items())
    else:
        inside = other.namespace == plan.release.namespace
    return inside and _selects(peer.get("podSelector", {}), other)


def _in_block(block: Manifest, ip: str) -> bool:
    address = ipaddress.ip_address(ip)
    excepted = block.get("except", [])
    return address in ipaddress.ip_network(block["cidr"]) and not any(
        address in ipaddress.ip_network(network) for network in excepted
    )


def _port(ports: list[Manifest], port: int, protocol: str) -> bool:
    return any(entry["protocol"] == protocol and entry.get("port", port) == port for entry in ports)

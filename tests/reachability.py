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
    policies = Policies(plan.release.namespace, tuple(_manifests(plan)))
    return policies.allow(source, target, port, protocol)


def _manifests(plan: Plan) -> Iterable[Manifest]:
    for file in laid_out(plan).files:
        if not isinstance(file.content, str):
            yield from file.content


@dataclass(frozen=True)
class Policies:
    """The network policies among the objects of one namespace."""

    namespace: str
    objects: tuple[Manifest, ...]

    def allow(self, source: Peer, target: Peer, port: int, protocol: str = "TCP") -> bool:
        """Tell whether they let one peer connect to another, both ways considered."""
        wanted = (port, protocol)
        out = _allowed(self, source, target, "egress", wanted)
        return out and _allowed(self, target, source, "ingress", wanted)

    @property
    def specs(self) -> list[Manifest]:
        """List what the policies say."""
        return [entry["spec"] for entry in self.objects if entry.get("kind") == "NetworkPolicy"]


def _allowed(policies: Policies, pod: Peer, other: Peer, way: str, wanted: tuple[int, str]) -> bool:
    if not isinstance(pod, Pod) or pod.namespace != policies.namespace:
        return True
    specs = policies.specs
    chosen = [spec for spec in specs if _selects(spec["podSelector"], pod)]
    if not chosen:
        return True
    rules = [rule for spec in chosen for rule in spec.get(way, [])]
    key = "to" if way == "egress" else "from"
    return any(
        any(_is(policies, peer, other) for peer in rule[key]) and _port(rule["ports"], *wanted)
        for rule in rules
    )


def _selects(selector: Manifest, pod: Pod) -> bool:
    wanted = selector.get("matchLabels", {})
    expressions = selector.get("matchExpressions", [])
    return all(pod.labels.get(key) == value for key, value in wanted.items()) and all(
        entry["operator"] == "DoesNotExist" and entry["key"] not in pod.labels
        for entry in expressions
    )


def _is(policies: Policies, peer: Manifest, other: Peer) -> bool:
    if "ipBlock" in peer:
        return isinstance(other, Address) and _in_block(peer["ipBlock"], other.ip)
    if not isinstance(other, Pod):
        return False
    if "namespaceSelector" in peer:
        wanted = peer["namespaceSelector"].get("matchLabels", {})
        there = {"kubernetes.io/metadata.name": other.namespace, **other.namespace_labels}
        inside = all(there.get(key) == value for key, value in wanted.items())
    else:
        inside = other.namespace == policies.namespace
    return inside and _selects(peer.get("podSelector", {}), other)


def _in_block(block: Manifest, ip: str) -> bool:
    address = ipaddress.ip_address(ip)
    excepted = block.get("except", [])
    return address in ipaddress.ip_network(block["cidr"]) and not any(
        address in ipaddress.ip_network(network) for network in excepted
    )


def _port(ports: list[Manifest], port: int, protocol: str) -> bool:
    return any(entry["protocol"] == protocol and entry.get("port", port) == port for entry in ports)

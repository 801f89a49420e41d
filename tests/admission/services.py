"""Services and network policies."""

from __future__ import annotations

import re
from ipaddress import ip_network
from typing import TYPE_CHECKING

from tests.admission.objects import at
from tests.admission.objects import kind
from tests.admission.objects import name
from tests.admission.objects import repeated
from tests.admission.objects import things

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.admission.objects import Object

# Up to 1.33 a Service's name must begin with a letter: it becomes part of variables' names.
SERVICE_NAME = re.compile(r"[a-z]([-a-z0-9]{0,61}[a-z0-9])?")


def refusals(manifest: Object) -> Iterator[str]:
    """Yield what a Service or a NetworkPolicy says against itself."""
    if kind(manifest) == "Service":
        yield from _service(manifest)
    if kind(manifest) == "NetworkPolicy":
        yield from _policy(manifest)


def _service(manifest: Object) -> Iterator[str]:
    if not SERVICE_NAME.fullmatch(name(manifest)):
        yield "a Service's name is a DNS label that begins with a letter"
    ports = things(manifest, "spec.ports")
    names = [port.get("name") for port in ports]
    headless = at(manifest, "spec.clusterIP") == "None"
    if not ports and not headless and at(manifest, "spec.type") != "ExternalName":
        yield "has no ports"
    if len(ports) > 1 and not all(names):
        yield "has several ports, and not all are named"
    for twice in repeated(names):
        yield f"two ports are named {twice}"
    if at(manifest, "spec.type") == "ExternalName" and not at(manifest, "spec.externalName"):
        yield "an ExternalName needs its externalName"
    if at(manifest, "spec.type", "ClusterIP") == "ClusterIP":
        for port in ports:
            if port.get("nodePort"):
                yield "a ClusterIP Service has no nodePort"


def _policy(manifest: Object) -> Iterator[str]:
    for direction, peers in (("ingress", "from"), ("egress", "to")):
        for rule in things(manifest, f"spec.{direction}"):
            for port in things(rule, "ports"):
                yield from _port(port)
            for peer in things(rule, peers):
                yield from _peer(peer)


def _port(port: Object) -> Iterator[str]:
    first, last = port.get("port"), port.get("endPort")
    if last is None:
        return
    if not isinstance(first, int):
        yield "endPort needs a port that is a number"
    elif last < first:
        yield f"endPort {last} is below port {first}"


def _peer(peer: Object) -> Iterator[str]:
    if not peer:
        yield "a peer says nothing"
    if "ipBlock" in peer and len(peer) > 1:
        yield "a peer is an ipBlock or a selector, not both"
    block = peer.get("ipBlock") or {}
    try:
        whole = ip_network(block.get("cidr", "0.0.0.0/0"))
        for excepted in map(ip_network, block.get("except") or []):
            if excepted.prefixlen <= whole.prefixlen or excepted.network_address not in whole:
                yield f"{excepted} is not inside {whole}"
    except ValueError as error:
        yield str(error)

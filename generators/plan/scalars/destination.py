"""Where flows may connect to: the internet, a network, or a namespace, with a port or without."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from pydantic import AfterValidator

from generators.plan.scalars.hostname import is_address
from generators.plan.scalars.names import dns_label
from generators.plan.scalars.network import cidr
from generators.plan.scalars.network import port_of
from generators.plan.scalars.secretlike import shown

INTERNET = "internet-443"
NAMESPACE = "namespace/"
FORMS = (
    f"{INTERNET}, a network (10.50.0.0/16), a network with a port (10.50.0.0/16:8443), a namespace "
    "(namespace/vector-db) or a namespace with a port (namespace/vector-db:19530)"
)


@dataclass(frozen=True)
class Destination:
    """One entry of an egress list: a network or a namespace, ``port`` 0 for every TCP port.

    An entry with neither is the internet on port 443.
    """

    network: str = ""
    namespace: str = ""
    port: int = 0


def destination(text: str) -> str:
    """Check one entry of an egress list and write it in its one canonical form."""
    entry = text.strip()
    if entry == INTERNET:
        return entry
    if entry.startswith(NAMESPACE):
        name, port = _split(entry.removeprefix(NAMESPACE), text)
        return f"{NAMESPACE}{dns_label(name)}{port}"
    if "/" not in entry:
        raise ValueError(_without_network(entry, text))
    address, _, rest = entry.rpartition("/")
    prefix, port = _split(rest, text)
    return f"{cidr(f'{address}/{prefix}')}{port}"


def _split(entry: str, text: str) -> tuple[str, str]:
    """Part a name from the port behind it; the port keeps its colon."""
    name, colon, number = entry.partition(":")
    return name, f":{port_of(number, text)}" if colon else ""


def _without_network(entry: str, text: str) -> str:
    if entry == "none":
        return f"“none” cannot stand in a list. Set operations.egress to none, or list {FORMS}."
    address, colon, port = entry.rpartition(":")
    if is_address(entry):
        return f"{shown(text)} is a single address. Write {entry}/{128 if ':' in entry else 32}."
    if colon and is_address(address) and ":" not in address:
        return f"{shown(text)} is a single address. Write {address}/32:{port}."
    return f"{shown(text)} is not a destination. A NetworkPolicy knows no hostnames. Write {FORMS}."


def read_destination(text: str) -> Destination:
    """Read an entry in its canonical form."""
    if text == INTERNET:
        return Destination(port=443)
    if text.startswith(NAMESPACE):
        name, _, port = text.removeprefix(NAMESPACE).partition(":")
        return Destination(namespace=name, port=int(port or 0))
    address, _, rest = text.rpartition("/")
    prefix, _, port = rest.partition(":")
    return Destination(network=f"{address}/{prefix}", port=int(port or 0))


EgressDestination = Annotated[str, AfterValidator(destination)]

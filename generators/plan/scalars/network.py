"""Networks and ports."""

from __future__ import annotations

import ipaddress
import re
from typing import Annotated

from pydantic import AfterValidator
from pydantic import Strict

from generators.plan.scalars.optional import or_empty
from generators.plan.scalars.secretlike import shown

_LEADING_ZERO = re.compile(r"(?:^|\.)0[0-9]")
_LARGEST_PORT = 65_535


def cidr(text: str) -> str:
    """Check a network such as 10.240.0.0/22 and write it in its one canonical form."""
    address, slash, prefix = text.partition("/")
    if not slash:
        raise ValueError(_without_prefix(text))
    if _LEADING_ZERO.search(address):
        raise ValueError(
            f"{shown(text)} has leading zeros, which some programs read as octal. Remove them."
        )
    try:
        interface = ipaddress.ip_interface(f"{address}/{int(prefix)}" if _plain(prefix) else "")
    except ValueError:
        raise ValueError(
            f"{shown(text)} is not a network. Write it like 10.0.0.0/16 or 2001:db8::/32."
        ) from None
    if "%" in text:
        raise ValueError(f"{shown(text)} names a network interface. Remove the part after %.")
    if interface.ip != interface.network.network_address:
        raise ValueError(
            f"{shown(text)} has host bits set. Write {interface.network} "
            f"(or {interface.ip}/{interface.max_prefixlen} for this one address)."
        )
    return str(interface.network)


def _plain(prefix: str) -> bool:
    return prefix.isascii() and prefix.isdigit() and len(prefix) <= 3  # noqa: PLR2004 - 128


def _without_prefix(text: str) -> str:
    try:
        address = ipaddress.ip_address(text.strip())
    except ValueError:
        return f"{shown(text)} is not a network. Write it like 10.0.0.0/16 or 2001:db8::/32."
    network = f"{address}/{address.max_prefixlen}"
    return f"{shown(text)} is a single address, not a network. Write {network}."


def port(number: int) -> int:
    """Check a TCP port, 1 to 65535."""
    if not 1 <= number <= _LARGEST_PORT:
        raise ValueError(f"{number} is not a port. Write a number from 1 to {_LARGEST_PORT}.")
    return number


def port_of(number: str, text: str) -> int:
    """Read a port that is part of a longer text, which a message then repeats."""
    if not (number.isascii() and number.isdigit() and 1 <= int(number[:6]) <= _LARGEST_PORT):
        raise ValueError(f"{shown(text)} has no valid port. Write a number from 1 to 65535.")
    return int(number)


def ip_address(text: str) -> str:
    """Check the address of one server and write it in its one canonical form."""
    address = text.strip().removeprefix("[").removesuffix("]")
    if _LEADING_ZERO.search(address):
        raise ValueError(
            f"{shown(text)} has leading zeros, which some programs read as octal. Remove them."
        )
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        raise ValueError(
            f"{shown(text)} is not an IP address. Write it like 169.254.20.10 or fd00::10."
        ) from None
    if "%" in address:
        raise ValueError(f"{shown(text)} names a network interface. Remove the part after %.")
    return parsed.compressed


Cidr = Annotated[str, AfterValidator(cidr)]
OptionalCidr = Annotated[str, AfterValidator(or_empty(cidr))]
IpAddress = Annotated[str, AfterValidator(ip_address)]
Port = Annotated[int, Strict(), AfterValidator(port)]

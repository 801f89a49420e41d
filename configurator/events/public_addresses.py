"""Which IP addresses are of the internet: only those of ranges that are, whatever Python says.

The ranges are those of IANA's registries of special-purpose addresses. Python's ``is_global`` knows
fewer of them in some versions, and none of the ways in which IPv6 leads to an IPv4 address.
"""

from __future__ import annotations

from ipaddress import IPv4Address
from ipaddress import IPv4Network
from ipaddress import IPv6Address
from ipaddress import IPv6Network

# IPv4 outside of these is the internet.
_SPECIAL_IPV4 = tuple(
    IPv4Network(network)
    for network in (
        *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16"),
        # Protocol assignments; the metadata of one cloud is here.
        *("172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.168.0.0/16"),
        # Anycast of 6to4, benchmarks, documentation, multicast, what is reserved.
        *("192.88.99.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24"),
        *("224.0.0.0/4", "240.0.0.0/4"),
        # Of the internet by its number, but the services of one cloud to the machines inside it.
        "168.63.129.16/32",
    )
)
# All the addresses of IPv6 that have been given out as the internet's.
_UNICAST = IPv6Network("2000::/3")
_SPECIAL_IPV6 = tuple(
    IPv6Network(network)
    for network in (
        # Protocol assignments, Teredo and ORCHID among them; documentation; 6to4.
        *("2001::/23", "2001:db8::/32", "3fff::/20", "2002::/16"),
    )
)
# An address of these stands for the IPv4 address in its last four bytes: mapped, and the one
# prefix that DNS64 gives for names of the internet. Every other such prefix is some network's own.
_EMBEDDING = (IPv6Network("::ffff:0:0/96"), IPv6Network("64:ff9b::/96"))


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Tell whether an IP address is of the internet, and so is an IPv4 address that it embeds."""
    if isinstance(address, IPv4Address):
        return not any(address in network for network in _SPECIAL_IPV4)
    if any(address in network for network in _EMBEDDING):
        return is_public(IPv4Address(int(address) & 0xFFFF_FFFF))
    return address in _UNICAST and not any(address in network for network in _SPECIAL_IPV6)

"""Calling an address that somebody typed, and nothing that only this server can reach.

The name is resolved here, every address of it is looked at, and the connection goes to the very
address that was looked at: a name that points elsewhere a moment later gains nothing. There are no
redirects and no proxies, and of the answer only its status is read.
"""

from __future__ import annotations

import socket
from collections.abc import Iterator
from collections.abc import Mapping
from contextlib import contextmanager
from contextlib import suppress
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPException
from ipaddress import IPv4Address
from ipaddress import IPv4Network
from ipaddress import IPv6Address
from ipaddress import IPv6Network
from ipaddress import ip_address
from ssl import SSLCertVerificationError
from threading import Event
from threading import Timer

from urllib3.connection import HTTPConnection
from urllib3.connection import HTTPSConnection
from urllib3.exceptions import HTTPError
from urllib3.exceptions import LocationParseError
from urllib3.exceptions import NewConnectionError
from urllib3.exceptions import TimeoutError as TooSlow
from urllib3.util import Url
from urllib3.util import parse_url

SECONDS = 10
PORTS = {"https": 443, "http": 80}
# Not the internet, though Python 3.11 takes some of it for that: one cloud's metadata is here.
PROTOCOL = IPv4Network("192.0.0.0/24")
# An IPv6 address of these networks stands for the IPv4 address in its last four bytes.
EMBEDDING = (IPv6Network("64:ff9b::/96"), IPv6Network("::/96"))


class Refused(Exception):
    """An address that is not called; the message says why."""


@dataclass(frozen=True)
class Outcome:
    """How a call ended: the status that was answered, or what went wrong before."""

    status: int | None = None
    problem: str = ""

    @property
    def good(self) -> bool:
        """Tell whether the receiver took the message."""
        return HTTPStatus.OK <= (self.status or 0) < HTTPStatus.MULTIPLE_CHOICES


def checked(address: str, *, private: bool) -> Url:
    """Read an address; :class:`Refused` where it cannot be one to call, wherever it leads."""
    try:
        url = parse_url(address)
    except LocationParseError:
        raise Refused("This is not an address: https://hooks.acme.com/skillflaw is one.") from None
    if url.scheme not in PORTS or not url.host:
        raise Refused("An address begins with https:// and names a host.")
    if url.scheme == "http" and not private:
        raise Refused("The address has to begin with https://, so that nobody reads along.")
    if url.auth:
        raise Refused("An address with a user or a password in it is not kept. Take them out.")
    if any(each.isspace() or not each.isprintable() for each in address):
        raise Refused("An address has no spaces in it.")
    if not (private or _name_or_public(url.host.strip("[]"))):
        raise Refused(f"{url.host} is not a public address.")
    return url


def _name_or_public(host: str) -> bool:
    try:
        return reachable(ip_address(host))
    except ValueError:
        return True


def reachable(address: IPv4Address | IPv6Address) -> bool:
    """Tell whether everybody on the internet could reach an address, also one inside another."""
    if isinstance(address, IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1]
        if any(address in each for each in EMBEDDING):
            inner = IPv4Address(int(address) & 0xFFFF_FFFF)
        if inner:
            return reachable(inner)
    return address.is_global and not address.is_multicast and address not in PROTOCOL


def post(address: str, body: bytes, headers: Mapping[str, str], *, private: bool) -> Outcome:
    """Send a message and say how it ended; nothing is raised for what the other side does."""
    try:
        url = checked(address, private=private)
        connection = _connection(url, _resolved(url, private=private))
        with _bounded(connection):
            named = {"Host": url.netloc or "", "User-Agent": "skillflaw-configurator", **headers}
            connection.request("POST", url.request_uri, body, named)
            return Outcome(connection.getresponse().status)
    except Refused as refused:
        return Outcome(problem=str(refused))
    except (HTTPError, HTTPException, OSError) as error:
        return Outcome(problem=_said(error))


def _resolved(url: Url, *, private: bool) -> str:
    """Give an address of the host, after all of its addresses were looked at."""
    host = (url.host or "").strip("[]")
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise Refused(f"The name {host} cannot be resolved.") from None
    addresses = [str(each[4][0]) for each in found]
    for each in addresses:
        if not (private or reachable(ip_address(each.partition("%")[0]))):
            raise Refused(f"{host} leads to {each}, which is not a public address.")
    return addresses[0]


def _connection(url: Url, address: str) -> HTTPConnection:
    port = url.port or PORTS[url.scheme or ""]
    if url.scheme == "http":
        return HTTPConnection(address, port, timeout=SECONDS)
    # The certificate is checked for the name, though the connection goes to the address.
    name = (url.host or "").strip("[]")
    return HTTPSConnection(address, port, timeout=SECONDS, server_hostname=name)


@contextmanager
def _bounded(connection: HTTPConnection) -> Iterator[None]:
    """End the call in time: a socket's own timeout begins anew with every byte."""
    late = Event()
    timer = Timer(SECONDS, _cut, (connection, late))
    timer.daemon = True
    timer.start()
    try:
        yield
    except (HTTPError, HTTPException, OSError):
        if late.is_set():
            raise TimeoutError from None
        raise
    finally:
        timer.cancel()
        connection.close()


def _cut(connection: HTTPConnection, late: Event) -> None:
    late.set()
    if connection.sock:
        with suppress(OSError):
            connection.sock.shutdown(socket.SHUT_RDWR)


def _said(error: Exception) -> str:
    # Urllib3 takes a refused connection for one that was too slow.
    if isinstance(error, NewConnectionError):
        return "The connection was refused, or nothing listens there."
    if isinstance(error, (TooSlow, TimeoutError)):
        return f"There was no answer within {SECONDS} seconds."
    if isinstance(error, SSLCertVerificationError):
        return f"The certificate is not good: {error.verify_message}"
    return f"The call broke off: {type(error).__name__}."

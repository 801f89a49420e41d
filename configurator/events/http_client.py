"""An HTTP client for URLs that users enter, protected against server-side request forgery (SSRF).

It resolves the host, checks every IP address of it, and connects to an address that it checked, so
that DNS rebinding gains nothing. It follows no redirects, uses no proxies and reads only the status
of a response.
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

from configurator.events.public_addresses import is_public

SECONDS = 10
PORTS = {"https": 443, "http": 80}


class UrlRefused(Exception):
    """A URL that the client does not call; the message says why."""


@dataclass(frozen=True)
class Outcome:
    """The outcome of a request: the status of the response, or the problem before there was one."""

    status: int | None = None
    problem: str = ""

    @property
    def succeeded(self) -> bool:
        """Tell whether the receiver accepted the message."""
        return HTTPStatus.OK <= (self.status or 0) < HTTPStatus.MULTIPLE_CHOICES


def validated(url_text: str, *, private: bool) -> Url:
    """Parse a URL; :class:`UrlRefused` where the client would not call it."""
    try:
        url = parse_url(url_text)
    except LocationParseError:
        raise UrlRefused(
            "Not a valid URL. Enter a URL such as https://hooks.acme.com/skillflaw."
        ) from None
    if url.scheme not in PORTS or not url.host:
        raise UrlRefused("The URL must start with https:// and have a host.")
    if url.scheme == "http" and not private:
        raise UrlRefused("The URL must start with https://, so that messages are encrypted.")
    if url.auth:
        raise UrlRefused("The URL must not contain a user or a password. Remove them.")
    if any(sign.isspace() or not sign.isprintable() for sign in url_text):
        raise UrlRefused("The URL must not contain spaces.")
    if not (private or _is_name_or_public(url.host.strip("[]"))):
        raise UrlRefused(f"{url.host} is not a public address.")
    return url


def _is_name_or_public(host: str) -> bool:
    try:
        return is_public(ip_address(host))
    except ValueError:
        return True


def post(url_text: str, body: bytes, headers: Mapping[str, str], *, private: bool) -> Outcome:
    """Send a POST request and return its outcome; no failure of the receiver raises."""
    try:
        url = validated(url_text, private=private)
        connection = _connection(url, _resolved(url, private=private))
        with _bounded(connection):
            named = {"Host": url.netloc or "", "User-Agent": "skillflaw-configurator", **headers}
            # Otherwise the response is read whole and unpacked, however large it is.
            connection.request("POST", url.request_uri, body, named, preload_content=False)
            return Outcome(connection.getresponse().status)
    except UrlRefused as refused:
        return Outcome(problem=str(refused))
    except (HTTPError, HTTPException, OSError) as error:
        return Outcome(problem=_problem(error))


def _resolved(url: Url, *, private: bool) -> str:
    """Resolve the host and return one of its IP addresses, after all of them were checked."""
    host = (url.host or "").strip("[]")
    try:
        answers = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise UrlRefused(f"DNS cannot resolve {host}.") from None
    addresses = [str(answer[4][0]) for answer in answers]
    for address in addresses:
        if not (private or is_public(ip_address(address.partition("%")[0]))):
            raise UrlRefused(f"{host} resolves to {address}, which is not a public address.")
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
    """Limit the time of the whole request: the timeout of a socket restarts with every byte."""
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


def _problem(error: Exception) -> str:
    # Urllib3 takes a refused connection for one that was too slow.
    if isinstance(error, NewConnectionError):
        return "The connection was refused."
    if isinstance(error, (TooSlow, TimeoutError)):
        return f"No response within {SECONDS} seconds."
    if isinstance(error, SSLCertVerificationError):
        return f"The TLS certificate is not valid: {error.verify_message}"
    return f"The request failed: {type(error).__name__}."

"""Who sends a request: a person, a browser, and a mark of the network address it came from."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import IPv6Address
from ipaddress import ip_address
from ipaddress import ip_network
from secrets import token_urlsafe
from typing import Any

from allauth.account.adapter import get_adapter
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from configurator.access import session_links
from configurator.access.rights import SIGN_IN
from configurator.models import User

BROWSER = "owner"
# A household or an office has such a network of IPv6, and any number of addresses in it.
PREFIX = 64
LENGTH = 32


@dataclass(frozen=True)
class Visitor:
    """The sender of a request: a person, a browser with its drafts, the links that it opened.

    ``origin`` stands for the network address of a visitor without an account.
    """

    person: User | None = None
    browser: str = ""
    links: tuple[int, ...] = ()
    origin: str = ""


def browser(request: HttpRequest) -> str:
    """Name this browser's session; the name stays when Django changes the session's key."""
    if BROWSER not in request.session:
        request.session[BROWSER] = token_urlsafe(32)
    return str(request.session[BROWSER])


def person(request: HttpRequest) -> User | None:
    """Return the signed-in person."""
    return request.user if isinstance(request.user, User) else None


def signed_in(request: HttpRequest) -> User:
    """Return the signed-in person; 403 where nobody is signed in."""
    user = person(request)
    if user is None:
        raise PermissionDenied(SIGN_IN)
    return user


def visitor(request: HttpRequest) -> Visitor:
    """Return the visitor of a request; this writes nothing into the session."""
    known: Any = request.session.get(BROWSER, "")
    someone = person(request)
    origin = "" if someone else origin_of(request)
    return Visitor(someone, known, session_links.opened(request), origin)


def origin_of(request: HttpRequest) -> str:
    """Mark the network address of a request, so that it cannot be read from the mark.

    The mark is empty where the server does not know the address.
    """
    try:
        address = ip_address(get_adapter().get_client_ip(request))
    except (ValueError, PermissionDenied):
        return ""
    if isinstance(address, IPv6Address):
        name = str(ip_network((address, PREFIX), strict=False))
    else:
        name = str(address)
    return salted_hmac("configurator.origin", name, algorithm="sha256").hexdigest()[:LENGTH]

"""System checks of the settings for sign-in and e-mail: an error stops the start."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage
from django.core.checks import Error
from django.core.checks import register

from configurator.accounts.groups import InvalidMapping
from configurator.accounts.groups import mappings
from configurator.config.environment import LOOPBACK

OIDC = ("OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET")

ISSUER = (
    "OIDC_ISSUER must be an https URL, such as https://id.acme.com/realms/acme. "
    "http is allowed for loopback only."
)
PORTS = range(1, 65536)


@register
def signing_in(**_: Any) -> list[CheckMessage]:
    """Return an error for each invalid setting of single sign-on and e-mail."""
    return [
        Error(message, id=f"configurator.E{number:03}")
        for number, message in (*_single_sign_on(), *_mail())
    ]


def _single_sign_on() -> Iterator[tuple[int, str]]:
    missing = [name for name in OIDC if not getattr(settings, name)]
    if missing and len(missing) < len(OIDC):
        yield 1, f"Single sign-on is incomplete: set {' and '.join(missing)} too."
    elif missing and not settings.PASSWORDS:
        yield 2, f"PASSWORDS=off requires single sign-on: set {', '.join(OIDC)}."
    if settings.OIDC_ISSUER and not _is_valid_issuer(settings.OIDC_ISSUER):
        yield 3, ISSUER
    yield from _groups()


def _groups() -> Iterator[tuple[int, str]]:
    try:
        mapped = mappings(settings.OIDC_GROUPS)
    except InvalidMapping as error:
        yield 6, f"OIDC_GROUPS: {error}"
        return
    if mapped and not settings.OIDC_ISSUER:
        yield 7, f"OIDC_GROUPS requires single sign-on: set {', '.join(OIDC)}."
    if settings.OIDC_ISSUER and "openid" not in settings.OIDC_SCOPES:
        yield 8, "OIDC_SCOPES must contain openid, such as: openid profile email groups."


def _is_valid_issuer(issuer: str) -> bool:
    """Tell whether an issuer is an https URL, or an http URL of the loopback interface."""
    try:
        parts = urlsplit(issuer)
        host = parts.hostname or ""
    except ValueError:
        return False
    plain = parts.scheme == "http" and host in {name.strip("[]") for name in LOOPBACK}
    return bool(host) and (parts.scheme == "https" or plain)


def _mail() -> Iterator[tuple[int, str]]:
    if not settings.EMAIL_PORT_TEXT.isdecimal() or settings.EMAIL_PORT not in PORTS:
        yield 4, f"EMAIL_PORT must be a port number, such as 587, not “{settings.EMAIL_PORT_TEXT}”."
    if settings.EMAIL_HOST and "@" not in settings.DEFAULT_FROM_EMAIL:
        yield 5, "EMAIL_HOST requires EMAIL_FROM: set it to the sender's e-mail address."

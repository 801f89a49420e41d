"""The tokens in a request's header, as user name, as password or as bearer token."""

from __future__ import annotations

from base64 import b64decode
from binascii import Error


def secrets_in(header: str) -> tuple[str, ...]:
    """Return what may be a token; empty where the client sent no credentials."""
    scheme, _, value = header.strip().partition(" ")
    if scheme.lower() == "bearer":
        return (value.strip(),)
    if scheme.lower() != "basic":
        return ()
    try:
        user, _, password = b64decode(value.strip(), validate=True).decode().partition(":")
    except (Error, ValueError):
        return ()
    return tuple(dict.fromkeys(text for text in (password, user) if text))

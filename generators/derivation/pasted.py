"""Pasted text that says more than its choice asks: a URL, ``host:port``, a whole reference."""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Mapping
from typing import Any
from urllib.parse import SplitResult
from urllib.parse import parse_qs
from urllib.parse import unquote
from urllib.parse import urlsplit

from generators.derivation.connection_words import as_url
from generators.derivation.image_reference import parts_of
from generators.derivation.unwrapped import unwrapped
from generators.plan import choice_at
from generators.plan.reading import read_value
from generators.plan.scalars import credential_in
from generators.yaml.problem import Unreadable

LONGEST = 2000
_POSTGRES = re.compile(r"(?:jdbc:)?postgres(?:ql)?(?:\+[a-z0-9]+)?")
_REDIS = re.compile(r"rediss?|valkeys?")
_WEB = re.compile(r"https?|tcp|")
_SCHEME = re.compile(r"^((?:jdbc:)?[A-Za-z][A-Za-z0-9+.-]*):/{1,2}|^//")
# As kubectl names an object of a kind: `ingressclass.networking.k8s.io/public`.
_OF_KIND = re.compile(
    r"(?:[a-z]+(?:\.[a-z0-9-]+)+|(?:ingress|storage)class|(?:cluster)?issuer)/(.+)"
)


def pasted(path: str, text: str) -> Mapping[str, Any]:
    """Take a pasted text apart: the values that it gives, by path, that of its choice included.

    There are none where the text is a plain value, or carries a password: reading it says which.
    """
    if path not in READERS or not text.strip() or len(text) > LONGEST or credential_in(text):
        return {}
    try:
        values = READERS[path](path, unwrapped(text))
        checked = {given: read_value(choice_at(given), value) for given, value in values.items()}
    except (Unreadable, ValueError):
        return {}
    return {} if checked == {path: text} else checked


def _database(path: str, text: str) -> Mapping[str, Any]:
    scheme, url = _url(as_url(text))
    if not (_POSTGRES.fullmatch(scheme) or _WEB.fullmatch(scheme)):
        return {}
    name = unquote(url.path.strip("/"))
    further = parse_qs(url.query)
    modes = further.get("sslmode", [])
    known = choice_at("database.sslMode").options
    if not url.hostname and "host" in further:
        port = further.get("port", [""])[0]
        url = urlsplit(f"//{further['host'][0]}{f':{port}' if port else ''}")
    return _server(path, "database.port", url) | {
        **({"database.name": name} if name else {}),
        **({"database.sslMode": modes[0]} if modes and modes[0] in known else {}),
    }


def _redis(path: str, text: str) -> Mapping[str, Any]:
    scheme, url = _url(as_url(text))
    speaks = bool(_REDIS.fullmatch(scheme))
    if not (speaks or _WEB.fullmatch(scheme)):
        return {}
    number = url.path.strip("/")
    return _server(path, "redis.port", url) | {
        **({"redis.tls": scheme in ("rediss", "valkeys")} if speaks else {}),
        **({"redis.db": int(number)} if number.isdecimal() and len(number) < 6 else {}),  # noqa: PLR2004 - longer is no database
    }


def _hostname(path: str, text: str) -> Mapping[str, Any]:
    scheme, url = _url(text)
    return {path: _host(url)} if _WEB.fullmatch(scheme) else {}


def _image(path: str, text: str) -> Mapping[str, Any]:
    reference = parts_of(text)
    if not reference.image or not (reference.tag or reference.digest):
        return {}
    group = path.removesuffix(".image")
    return {
        path: reference.image,
        f"{group}.tag": reference.tag,
        f"{group}.digest": reference.digest,
    }


def _name(path: str, text: str) -> Mapping[str, Any]:
    match = _OF_KIND.fullmatch(text)
    return {path: match[1] if match else text}


def _gateway(path: str, text: str) -> Mapping[str, Any]:
    if match := _OF_KIND.fullmatch(text):
        return {path: match[1]}
    namespace, slash, name = text.partition("/")
    return {path: name, "ingress.gateway.namespace": namespace} if slash else {}


def _server(path: str, port: str, url: SplitResult) -> dict[str, Any]:
    return {path: _host(url), **({port: url.port} if url.port else {})}


def _host(url: SplitResult) -> str:
    if not url.hostname:
        raise ValueError("No host.")
    return url.hostname.rstrip(".")


def _url(text: str) -> tuple[str, SplitResult]:
    """Split a URL, or a host with a port; ``ValueError`` where the text is neither."""
    if any(character.isspace() or character in ",\\" for character in text):
        raise ValueError("Several hosts, or words.")
    match = _SCHEME.match(text)
    scheme = (match[1] or "").lower() if match else ""
    rest = text[match.end() :] if match else text
    url = urlsplit(f"//{_bracketed(rest)}")
    return scheme, url._replace(scheme=scheme)


def _bracketed(rest: str) -> str:
    """Put brackets around a bare IPv6 address, as a URL has them."""
    return f"[{rest}]" if rest.count(":") > 1 and re.fullmatch(r"[0-9A-Fa-f:.]+", rest) else rest


READERS: Mapping[str, Callable[[str, str], Mapping[str, Any]]] = {
    "database.host": _database,
    "redis.host": _redis,
    **{f"ingress.hosts.{host}": _hostname for host in ("api", "ui", "docs")},
    **{f"release.{workload}.image": _image for workload in ("backend", "frontend", "docs")},
    "ingress.gateway.name": _gateway,
    **dict.fromkeys(("ingress.className", "tls.issuer.name", "storage.storageClass"), _name),
}

"""Proxies and services with their port: the URL of a proxy, what bypasses it, HOST:PORT."""

from __future__ import annotations

import re
from typing import Annotated
from typing import Any
from urllib.parse import urlsplit

from pydantic import AfterValidator
from pydantic import BeforeValidator

from generators.plan.scalars.hostname import host
from generators.plan.scalars.hostname import is_address
from generators.plan.scalars.network import cidr
from generators.plan.scalars.network import port_of
from generators.plan.scalars.optional import or_empty
from generators.plan.scalars.secretlike import shown

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
PROBER_EXAMPLE = "blackbox-exporter.monitoring.svc:19115"
PROXY_EXAMPLE = "http://proxy.acme.com:3128"


def host_and_port(text: str) -> str:
    """Check HOST:PORT and bring the host to its one form; an IPv6 address stands in brackets."""
    entry = text.strip()
    if _SCHEME.match(entry) or "/" in entry:
        raise ValueError(
            f"{shown(text)} is a URL. Write only host and port, such as {PROBER_EXAMPLE}."
        )
    name, colon, number = entry.rpartition(":")
    if not colon or not name:
        raise ValueError(f"{shown(text)} has no port. Write it like {PROBER_EXAMPLE}.")
    return _joined(_host(name, text), port_of(number, text))


def proxy_url(text: str) -> str:
    """Check the URL of an HTTP proxy: scheme, host and port, without a user or a path."""
    parts = urlsplit(text.strip())
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError(
            f"{shown(text)} is not the URL of an HTTP proxy. Write it like {PROXY_EXAMPLE}. "
            "SOCKS proxies are not supported."
        )
    if "@" in parts.netloc:
        raise ValueError(
            "A proxy URL must not contain a user or password: a plan holds no secret. Use a proxy "
            "that allows the cluster by its address."
        )
    if parts.path.strip("/") or parts.query or parts.fragment:
        raise ValueError(f"{shown(text)} contains a path. Write it like {PROXY_EXAMPLE}.")
    _, colon, number = parts.netloc.rpartition(":")
    if not colon or number.endswith("]"):
        raise ValueError(f"{shown(text)} has no port. Write it like {PROXY_EXAMPLE}.")
    return f"{parts.scheme}://{_joined(_host(parts.hostname, text), port_of(number, text))}"


def split_host(text: str) -> tuple[str, int]:
    """Part host and port of a checked HOST:PORT or URL; an IPv6 address comes without brackets."""
    name, _, number = _SCHEME.sub("", text).rpartition(":")
    return name.removeprefix("[").removesuffix("]"), int(number)


def _host(name: str, text: str) -> str:
    bare = name.removeprefix("[").removesuffix("]")
    if ":" in bare and not is_address(bare):
        raise ValueError(f"{shown(text)} has more than one port. Write it like {PROBER_EXAMPLE}.")
    return host(bare)


def _joined(name: str, port: int) -> str:
    return f"[{name}]:{port}" if ":" in name else f"{name}:{port}"


def _one_text(value: Any) -> Any:
    """Accept a list too, and write it as the variable NO_PROXY has it."""
    if isinstance(value, list | tuple) and all(isinstance(entry, str) for entry in value):
        return ",".join(value)
    return value


def bypassed(text: str) -> str:
    """Check a list of what bypasses a proxy: hosts, domains with a dot before them, networks."""
    entries = [entry for entry in re.split(r"[,\s]+", text) if entry]
    return ",".join(dict.fromkeys(_bypass(entry) for entry in entries))


def _bypass(entry: str) -> str:
    if entry == "*":
        raise ValueError("“*” bypasses the proxy for every host. List hosts, or set no proxy.")
    if "/" in entry and "//" not in entry:
        return cidr(entry)
    dot = "." if entry.startswith((".", "*.")) else ""
    return dot + host(entry.removeprefix("*").removeprefix("."))


OptionalHostPort = Annotated[str, AfterValidator(or_empty(host_and_port))]
OptionalProxyUrl = Annotated[str, AfterValidator(or_empty(proxy_url))]
NoProxy = Annotated[str, AfterValidator(or_empty(bypassed)), BeforeValidator(_one_text)]

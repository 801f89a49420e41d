"""Hostnames in one form: lower case, no trailing dot, IDNA 2008."""

from __future__ import annotations

import ipaddress
import re
from functools import cache
from functools import lru_cache
from pathlib import Path
from typing import Annotated

import idna
from publicsuffixlist import PSLFILE
from publicsuffixlist import PublicSuffixList
from pydantic import AfterValidator

from generators.plan.scalars.optional import or_empty
from generators.plan.scalars.secretlike import shown

_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?")
_LONGEST_LABEL = 63
_LONGEST_NAME = 253
# Longer input is refused before it is converted: a character may become several.
_LONGEST_INPUT = 1000

ONLY_THE_NAME = " Write only the hostname."


def hostname(text: str) -> str:
    """Check a hostname and bring it to one form; addresses and `*.` names are rules' matter."""
    name = text.strip()
    if "@" in name:
        raise ValueError("A hostname must not contain a user or password. Write only the hostname.")
    if re.search(r"[/?#\\]", name):
        raise ValueError(f"{shown(text)} is a URL or path, not a hostname.{_hint(name)}")
    if is_address(name):
        return ipaddress.ip_address(name).compressed
    if ":" in name or "[" in name:
        raise ValueError(f"{shown(text)} contains a port.{_hint(name)}")
    wildcard = "*." if name.startswith("*.") else ""
    converted = wildcard + _converted(name.removeprefix("*."), text)
    if len(converted) > _LONGEST_NAME:
        raise ValueError(
            f"{shown(text)} has {len(converted)} characters as a DNS name; "
            f"at most {_LONGEST_NAME} are allowed."
        )
    return converted


def host(text: str) -> str:
    """Check where a server answers: a hostname or an address, one of them."""
    name = hostname(text)
    if name.startswith("*."):
        raise ValueError(f"{shown(text)} is a wildcard. Write the hostname of one server.")
    return name


def _converted(name: str, text: str) -> str:
    try:
        mapped = name.lower() if name.isascii() else idna.uts46_remap(name[:_LONGEST_INPUT], False)
    except idna.IDNAError:
        raise ValueError(
            f"{shown(text)} contains characters that are not allowed in a hostname (IDNA 2008). "
            "Write letters, digits, hyphens and dots."
        ) from None
    labels = mapped.removesuffix(".").split(".")
    if not all(labels):
        raise ValueError(f"{shown(text)} has an empty label. Write a name such as api.acme.com.")
    converted = [_label(label, text) for label in labels]
    if converted[-1].isdigit():
        raise ValueError(
            f"{shown(text)} is neither a hostname nor an IP address. "
            "Write a name such as api.acme.com, or an address such as 10.0.0.5."
        )
    return ".".join(converted)


def _label(label: str, text: str) -> str:
    if "_" in label:
        raise ValueError(
            f"{shown(text)} contains an underscore, which is not allowed in a hostname. "
            "Write a hyphen instead."
        )
    if label.startswith("-") or label.endswith("-"):
        raise ValueError(f"The label {shown(label)} begins or ends with a hyphen. Remove it.")
    if label.isascii() and len(label) > _LONGEST_LABEL:
        raise ValueError(_too_long(label, len(label)))
    if label.isascii() and not _LABEL.fullmatch(label):
        raise ValueError(
            f"{shown(text)} contains characters that are not allowed in a hostname. "
            "Write letters, digits, hyphens and dots."
        )
    if label.isascii() and not label.startswith("xn--"):
        return label
    try:
        return idna.alabel(label).decode("ascii")
    except idna.IDNAError as error:
        if error.code == "label_too_long":
            raise ValueError(_too_long(label, None)) from None
        raise ValueError(
            f"The label {shown(label)} is not a valid internationalized label (IDNA 2008). "
            "Check its characters."
        ) from None


def _too_long(label: str, length: int | None) -> str:
    size = f"has {length} characters" if length else "is too long after its conversion to ASCII"
    return f"The label {shown(label)} {size}; at most {_LONGEST_LABEL} characters are allowed."


def _hint(name: str) -> str:
    """Write what to do with a URL: take the hostname in it, where there is one."""
    inner = re.sub(r"^[A-Za-z][A-Za-z0-9+.-]*:(?=//)", "", name).lstrip("/")
    inner = re.split(r"[/?#\\]", inner)[0]
    match = re.fullmatch(r"\[([^\]]*)\](?::[0-9]*)?|([^:]*)(?::[^:]*)?", inner)
    guess = (match[1] or match[2] or "") if match else ""
    if re.search(r"[:\[\]]", guess) and not is_address(guess):
        return ONLY_THE_NAME
    try:
        return f" Write {hostname(guess)}."
    except ValueError:
        return ONLY_THE_NAME


def is_address(name: str) -> bool:
    """Tell whether a name is an IP address, of either version, without brackets."""
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return "%" not in name


def unicode_of(name: str) -> str:
    """Write a converted hostname as people know it: `xn--mnchen-3ya.de` is `münchen.de`."""
    try:
        return ".".join(
            idna.ulabel(label) if label.startswith("xn--") else label for label in name.split(".")
        )
    except idna.IDNAError:
        return name


@cache
def _suffix_rules() -> tuple[str, ...]:
    return tuple(Path(PSLFILE).read_text(encoding="utf-8").splitlines())


@lru_cache(maxsize=256)
def _suffixes(top: str) -> PublicSuffixList:
    """Read the public suffixes below a top-level domain: all of them take ten times as long."""
    below = f".{top}"
    rules = [rule for rule in _suffix_rules() if rule == top or rule.endswith(below)]
    # Only in Unicode, as the list is written: its names in ASCII as well take three times as long.
    return PublicSuffixList(rules, accept_unknown=False, accept_encoded_idn=False)


def is_public_suffix(name: str) -> bool:
    """Tell whether a name is one under which anybody registers: `co.uk`, `github.io`."""
    written = unicode_of(name.removeprefix("*."))
    return bool(_suffixes(_top(written)).is_public(written))


@lru_cache(maxsize=1024)
def registered_domain(name: str) -> str:
    """Name the registered domain that a hostname belongs to; an empty string if there is none."""
    written = unicode_of(name.removeprefix("*."))
    domain = _suffixes(_top(written)).privatesuffix(written)
    return ".".join(name.split(".")[-len(domain.split(".")) :]) if domain else ""


def _top(name: str) -> str:
    return name.rpartition(".")[2].lower()


Hostname = Annotated[str, AfterValidator(hostname)]
OptionalHostname = Annotated[str, AfterValidator(or_empty(hostname))]
HostnamePattern = Hostname
Host = Annotated[str, AfterValidator(host)]
OptionalHost = Annotated[str, AfterValidator(or_empty(host))]

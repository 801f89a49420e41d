"""Object stores: the URL of their endpoint, and the names of their regions."""

from __future__ import annotations

import re
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator

from generators.plan.scalars.hostname import host
from generators.plan.scalars.network import port
from generators.plan.scalars.optional import or_empty
from generators.plan.scalars.secretlike import shown

_REGION = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,62})")
EXAMPLE = "https://s3.acme.com:9000"


def endpoint(text: str) -> str:
    """Check the URL of an object store: scheme, host and port, without a path or a bucket."""
    parts = urlsplit(text.strip())
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise ValueError(f"{shown(text)} is not a URL. Write it like {EXAMPLE}.")
    if "@" in parts.netloc:
        raise ValueError("An endpoint must not contain a user or password. Use the Secret.")
    if parts.path.strip("/") or parts.query or parts.fragment:
        raise ValueError(
            f"{shown(text)} contains more than scheme, host and port. Write the bucket and the "
            f"path in the destination, and the endpoint like {EXAMPLE}."
        )
    name = host(parts.hostname or "")
    try:
        number = parts.port
    except ValueError:
        raise ValueError(f"{shown(text)} has an invalid port. Write 1 to 65535.") from None
    bracketed = f"[{name}]" if ":" in name else name
    return f"{parts.scheme}://{bracketed}{f':{port(number)}' if number is not None else ''}"


def address_of(url: str) -> tuple[str, int]:
    """Return host and port of an endpoint; the scheme's own port where it names none."""
    parts = urlsplit(url)
    return parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)


def region(text: str) -> str:
    """Check the name of a region, such as eu-central-1."""
    if not _REGION.fullmatch(text):
        raise ValueError(f"{shown(text)} is not a region. Write one such as eu-central-1.")
    return text


OptionalEndpoint = Annotated[str, AfterValidator(or_empty(endpoint))]
OptionalRegion = Annotated[str, AfterValidator(or_empty(region))]

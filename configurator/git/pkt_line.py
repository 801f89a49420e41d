"""Lines of Git's protocol, each with its length before it.

The format: https://git-scm.com/docs/protocol-common#_pkt_line_format.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator

FLUSH, DELIMITER = b"0000", b"0001"
LENGTH = 4  # hexadecimal digits, which count themselves
MOST = 65_520 - LENGTH - 1  # bytes of a pack in one line, after the number of its band
PACK_BAND = b"\1"


class Malformed(ValueError):
    """The body of a request is not Git's protocol."""


def line(text: str) -> bytes:
    """Write a line, with a line feed."""
    return _framed(text.encode() + b"\n")


def error(message: str) -> bytes:
    """Write the line after which a client stops and prints the message."""
    return _framed(f"ERR {message}".encode())


def banded(parts: Iterable[bytes]) -> Iterator[bytes]:
    """Write the parts of a pack as lines of the band for packs, each as long as a line can be."""
    waiting = bytearray()
    for part in parts:
        waiting += part
        while len(waiting) >= MOST:
            yield _framed(PACK_BAND + bytes(waiting[:MOST]))
            del waiting[:MOST]
    if waiting:
        yield _framed(PACK_BAND + bytes(waiting))
    yield FLUSH


def read(body: bytes) -> Iterator[str]:
    """Read the lines of a body; :data:`FLUSH` is an empty text, :data:`DELIMITER` a line feed."""
    at = 0
    while at < len(body):
        length = _length(body[at : at + LENGTH])
        if length > LENGTH and len(body) < at + length:
            raise Malformed("A line is cut off.")
        if length < LENGTH:
            yield "" if length == 0 else "\n"
        else:
            yield body[at + LENGTH : at + length].decode("ascii", "replace").rstrip("\n")
        at += max(length, LENGTH)


def _length(digits: bytes) -> int:
    try:
        return int(digits, 16)
    except ValueError as error:
        raise Malformed("A line has no length.") from error


def _framed(payload: bytes) -> bytes:
    return f"{len(payload) + LENGTH:04x}".encode() + payload

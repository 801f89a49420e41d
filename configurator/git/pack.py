"""Packs: how objects travel. An entry is stored once, and goes into many packs unchanged.

The format: https://git-scm.com/docs/pack-format. A delta names its base by id, so that an entry
does not depend on the pack that it is in.
"""

from __future__ import annotations

import hashlib
import struct
import zlib
from collections.abc import Iterable
from collections.abc import Iterator
from itertools import chain

from configurator.git.delta import delta
from configurator.git.objects import GitObject

DELTA = 7
VERSION = 2
FRAME = struct.Struct(">20sI")  # before each stored entry: the object's id, the entry's length


def entry(made: GitObject, base: GitObject | None = None) -> bytes:
    """Write the entry of an object, as a delta to its base where that is much smaller."""
    content = made.content
    if base and base.kind == made.kind:
        changes = delta(base.pieces, made.pieces)
        if len(changes) * 2 < len(content):
            head = _head(DELTA, len(changes)) + bytes.fromhex(base.oid)
            return head + zlib.compress(changes, 6)
    return _head(made.kind, len(content)) + zlib.compress(content, 6)


def framed(made: GitObject, base: GitObject | None = None) -> bytes:
    """Write an entry as it is stored, with its frame."""
    packed = entry(made, base)
    return FRAME.pack(bytes.fromhex(made.oid), len(packed)) + packed


def entries(stored: bytes) -> Iterator[tuple[str, bytes]]:
    """Read stored entries, each with the id of its object."""
    at = 0
    while at < len(stored):
        oid, length = FRAME.unpack_from(stored, at)
        at += FRAME.size
        yield oid.hex(), stored[at : at + length]
        at += length


def pack(count: int, packed: Iterable[bytes]) -> Iterator[bytes]:
    """Write a pack of ``count`` entries: its head, the entries and the checksum of all of it."""
    checksum = hashlib.sha1(usedforsecurity=False)
    for part in chain([b"PACK" + struct.pack(">II", VERSION, count)], packed):
        checksum.update(part)
        yield part
    yield checksum.digest()


def _head(kind: int, size: int) -> bytes:
    """Write kind and size: three bits and four bits first, then groups of seven bits."""
    numbers = [kind << 4 | size & 0xF]
    size >>= 4
    while size:
        numbers[-1] |= 0x80
        numbers.append(size & 0x7F)
        size >>= 7
    return bytes(numbers)

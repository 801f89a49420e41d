"""An object as a delta: what to copy out of another object, and what to insert.

The format: https://git-scm.com/docs/pack-format#_deltified_representation.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence
from itertools import accumulate

MOST_COPIED = 0xFFFF  # bytes in one instruction
MOST_INSERTED = 0x7F


def delta(base: Sequence[bytes], target: Sequence[bytes]) -> bytes:
    """Write the delta that makes the target's pieces out of the base's pieces."""
    starts = [0, *accumulate(map(len, base))]
    parts = [_size(starts[-1]), _size(sum(map(len, target)))]
    for first, last, inserted in _runs(base, target):
        parts.extend(_copies(starts[first], starts[last]))
        parts.extend(_insertions(inserted))
    return b"".join(parts)


def _runs(base: Sequence[bytes], target: Sequence[bytes]) -> Iterator[tuple[int, int, bytes]]:
    """Yield runs of pieces of the base, as first and last, each with what is inserted after it."""
    known = {piece: at for at, piece in reversed(list(enumerate(base)))}
    first = last = 0
    inserted: list[bytes] = []
    for piece in target:
        follows = last < len(base) and base[last] == piece
        if follows and not inserted:
            last += 1
            continue
        at = last if follows else known.get(piece, -1)
        if at < 0:
            inserted.append(piece)
            continue
        yield first, last, b"".join(inserted)
        first, last, inserted = at, at + 1, []
    yield first, last, b"".join(inserted)


def _copies(start: int, end: int) -> Iterator[bytes]:
    for offset in range(start, end, MOST_COPIED):
        size = min(MOST_COPIED, end - offset)
        numbers = (*offset.to_bytes(4, "little"), *size.to_bytes(3, "little"))
        # Bit by bit the first byte tells which of the numbers follow; those that are 0 do not.
        present = sum(1 << bit for bit, number in enumerate(numbers) if number)
        yield bytes([0x80 | present, *filter(None, numbers)])


def _insertions(inserted: bytes) -> Iterator[bytes]:
    for at in range(0, len(inserted), MOST_INSERTED):
        part = inserted[at : at + MOST_INSERTED]
        yield bytes([len(part)]) + part


def _size(number: int) -> bytes:
    """Write a number in groups of seven bits, the lowest first."""
    groups = []
    while number > MOST_INSERTED:
        groups.append(0x80 | number & 0x7F)
        number >>= 7
    return bytes([*groups, number])

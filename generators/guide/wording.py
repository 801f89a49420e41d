"""Numbers and lists as messages write them."""

from __future__ import annotations

from collections.abc import Sequence

MIB = 2**20
GIB = 2**30
MINUTE = 60
HOUR = 3600
DAY = 86_400


def plural(count: int, noun: str) -> str:
    """Write a count with its noun: 1 replica, 3 replicas."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def listed(words: Sequence[str], last: str = "and") -> str:
    """Write a list as people do: a, b and c."""
    *first, end = words
    return f"{', '.join(first)} {last} {end}" if first else end


def binary(count: int) -> str:
    """Write bytes as a Kubernetes quantity, rounded up to a whole mebibyte."""
    whole = -(-count // MIB)
    return f"{whole // 1024}Gi" if whole % 1024 == 0 else f"{whole}Mi"


def lasting(seconds: int) -> str:
    """Write a duration in the largest unit that it is a multiple of."""
    for size, noun in ((DAY, "day"), (HOUR, "hour"), (MINUTE, "minute")):
        if seconds % size == 0 and seconds:
            return plural(seconds // size, noun)
    return plural(seconds, "second")

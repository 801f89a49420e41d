"""Numbers and lists as messages write them."""

from __future__ import annotations

from collections.abc import Sequence

from generators.plan.scalars import bytes_of

MIB = 2**20


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


def part_of(quantity: str, percent: int) -> str:
    """Give a share of a quantity in whole mebibytes, rounded down; an empty string for less."""
    whole = bytes_of(quantity) * percent // 100 // MIB
    return binary(whole * MIB) if whole else ""

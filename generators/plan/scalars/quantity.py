"""Kubernetes quantities: `500m` of a CPU, `10Gi` of memory or disk."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache
from math import ceil
from typing import Annotated

from pydantic import AfterValidator

from generators.plan.scalars.optional import or_empty
from generators.plan.scalars.secretlike import shown

# https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
_GRAMMAR = re.compile(
    r"(?P<number>[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+))"
    r"(?P<unit>[KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]{1,2})?"
)
_FACTORS = {
    "": Fraction(1),
    "n": Fraction(1, 10**9),
    "u": Fraction(1, 10**6),
    "m": Fraction(1, 1000),
    **{unit: Fraction(1000) ** power for power, unit in enumerate("kMGTPE", 1)},
    **{f"{unit}i": Fraction(1024) ** power for power, unit in enumerate("KMGTPE", 1)},
}
_LARGEST = 2**63 - 1
_LONGEST = 40

# In Redis 1gb is 1024³ bytes and 1g is 10⁹: the head of its redis.conf.
# https://redis.io/docs/latest/operate/oss_and_stack/management/config-file/
_REDIS = re.compile(r"(?P<number>[0-9]+)(?P<unit>[kmg])(?P<binary>b?)", re.IGNORECASE)

_MEANT = re.compile(r"\+?([0-9]+(?:[.,][0-9]+)?)\s*([A-Za-z]*)")


@lru_cache(maxsize=1024)
def _parts(text: str) -> tuple[Fraction, str]:
    match = _GRAMMAR.fullmatch(text) if len(text) <= _LONGEST else None
    if not match:
        raise ValueError(f"{shown(text)} is not a quantity. {_hint(text)}")
    number, unit = Fraction(match["number"]), match["unit"] or ""
    factor = _FACTORS.get(unit)
    return number * (Fraction(10) ** int(unit[1:]) if factor is None else factor), unit


def _hint(text: str) -> str:
    match = _MEANT.fullmatch(text.strip())
    units = _spelled(match[2].lower()) if match else []
    if match and units:
        number = match[1].replace(",", ".")
        return f"Write {' or '.join(number + unit for unit in units)}."
    return "Write a number and one unit without a space, such as 500m, 2 or 10Gi."


def _spelled(unit: str) -> list[str]:
    """List the Kubernetes units that people may have meant with this one."""
    if unit in ("", "b", "byte", "bytes", "core", "cores", "cpu", "cpus", "vcpu", "vcpus"):
        return [""]
    if unit in ("milli", "millicore", "millicores", "mcpu"):
        return ["m"]
    first = unit[0].upper()
    if first not in "KMGTPE" or unit[1:] not in ("", "b", "i", "ib", "bit", "byte", "bytes"):
        return []
    binary = f"{first}i"
    return [binary] if unit[1:2] == "i" else ["k" if first == "K" else first, binary]


def quantity(text: str) -> str:
    """Check a quantity: Kubernetes' grammar, above zero, and small enough for an int64."""
    amount, _ = _parts(text)
    if amount <= 0:
        raise ValueError(f"{shown(text)} is not above zero. Write a larger amount.")
    if amount > _LARGEST:
        raise ValueError(f"{shown(text)} is more than Kubernetes allows. Write a smaller amount.")
    return text


def memory_quantity(text: str) -> str:
    """Check an amount of memory or disk: whole bytes."""
    amount, unit = _parts(quantity(text))
    if unit == "m":
        number = text[:-1]
        raise ValueError(
            f"{shown(text)} means thousandths of a byte. Write {number}Mi for mebibytes."
        )
    if amount.denominator != 1:
        raise ValueError(f"{shown(text)} is not a whole number of bytes. Use a smaller unit.")
    return text


def redis_memory(text: str) -> str:
    """Check an amount of memory that people may have copied from a redis.conf."""
    match = _REDIS.fullmatch(text.strip())
    if match and (match["binary"] or match["unit"] in "mg"):
        unit = match["unit"].upper()
        meant = f"{unit}i" if match["binary"] else unit.replace("K", "k")
        raise ValueError(
            f"{shown(text)} is Redis' own unit. Write {match['number']}{meant}, which is the same."
        )
    return memory_quantity(text)


def cpu_quantity(text: str) -> str:
    """Check an amount of CPU: cores, down to a thousandth."""
    amount, unit = _parts(quantity(text))
    if unit.endswith("i"):
        raise ValueError(f"{shown(text)} has a unit of memory. Write CPU cores, such as 500m or 2.")
    if (amount * 1000).denominator != 1:
        raise ValueError(
            f"{shown(text)} is not a multiple of 1m, the smallest amount of CPU. Round it."
        )
    return text


def bytes_of(text: str) -> int:
    """Count the bytes of a quantity, rounded up as Kubernetes does."""
    return ceil(_parts(text)[0])


def millicores(text: str) -> int:
    """Count the thousandths of a CPU of a quantity, rounded up as Kubernetes does."""
    return ceil(_parts(text)[0] * 1000)


Quantity = Annotated[str, AfterValidator(quantity)]
OptionalQuantity = Annotated[str, AfterValidator(or_empty(quantity))]
MemoryQuantity = Annotated[str, AfterValidator(memory_quantity)]
OptionalMemoryQuantity = Annotated[str, AfterValidator(or_empty(memory_quantity))]
OptionalRedisMemory = Annotated[str, AfterValidator(or_empty(redis_memory))]
CpuQuantity = Annotated[str, AfterValidator(cpu_quantity)]
OptionalCpuQuantity = Annotated[str, AfterValidator(or_empty(cpu_quantity))]

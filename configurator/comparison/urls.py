"""How the sides of a comparison are written in an address, and the addresses of its pages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse

DRAFT = "draft"
LATEST = "latest"
APPROVED = "approved"
TODAY = "today"
PRESET = "preset"

# A number with ten digits is none that a database would keep.
_REVISION = re.compile(r"[1-9][0-9]{0,8}")


@dataclass(frozen=True)
class Address:
    """Which side is meant: a preset, or something of the configuration with this key.

    ``which`` is ``draft``, ``latest``, ``approved`` or a revision's number. ``today`` means the
    revision's plan as this version judges and generates it, not as it was saved.
    """

    key: UUID | None = None
    which: str = ""
    today: bool = False
    preset: str = ""

    @classmethod
    def read(cls, text: str) -> Address:
        """Read a side's address; ``ValueError`` where it is none."""
        first, *rest = text.split(":")
        if first == PRESET and len(rest) == 1:
            return cls(preset=rest[0])
        today = rest[1:] == [TODAY] and rest[0] != DRAFT
        if len(rest) != 1 + today or not _is_side(rest[0]):
            raise ValueError(text)
        return cls(UUID(first), rest[0], today)

    def __str__(self) -> str:
        """Write the address as ``read`` takes it."""
        if self.preset:
            return f"{PRESET}:{self.preset}"
        return f"{self.key}:{self.which}" + (f":{TODAY}" if self.today else "")


def _is_side(which: str) -> bool:
    return which in (DRAFT, LATEST, APPROVED) or bool(_REVISION.fullmatch(which))


def draft(key: UUID) -> str:
    """Write the draft of a configuration as a side."""
    return str(Address(key, DRAFT))


def latest(key: UUID) -> str:
    """Write the latest revision of a configuration as a side."""
    return str(Address(key, LATEST))


def approved(key: UUID) -> str:
    """Write the last approved revision of a configuration as a side."""
    return str(Address(key, APPROVED))


def revision(key: UUID, number: int) -> str:
    """Write a revision, as it was saved, as a side."""
    return str(Address(key, str(number)))


def today(key: UUID, number: int) -> str:
    """Write a revision's plan, as this version judges and generates it, as a side."""
    return str(Address(key, str(number), today=True))


def preset(slug: str) -> str:
    """Write a preset as a side."""
    return str(Address(preset=slug))


def page(left: str = "", right: str = "", **more: str) -> str:
    """Give the address of the comparison of two sides; of the form where one is missing."""
    return _with(reverse("compare"), left=left, right=right, **more)


def patch(left: str, right: str, **more: str) -> str:
    """Give the address of the patch that makes the right side of the left one."""
    return _with(reverse("compare-patch"), left=left, right=right, **more)


def _with(address: str, **query: str) -> str:
    said = urlencode({key: value for key, value in query.items() if value}, safe=":/")
    return f"{address}?{said}" if said else address

"""References to the sides of a comparison in a query string, and the URLs of its pages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from dataclasses import replace
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse

DRAFT = "draft"
LATEST = "latest"
APPROVED = "approved"
TODAY = "today"
PRESET = "preset"
AT = "@"  # before the environment of a side

# A number with ten digits is more than the database column holds.
_REVISION = re.compile(r"[1-9][0-9]{0,8}")


@dataclass(frozen=True)
class Reference:
    """A reference to a side: a preset, or a draft or revision of the configuration ``key``.

    ``which`` is ``draft``, ``latest``, ``approved`` or a revision's number. ``today`` means the
    revision's plan with the findings and files of this version, not as it was saved. With an
    ``environment`` the side is that one alone: ``KEY:3@staging``.
    """

    key: UUID | None = None
    which: str = ""
    today: bool = False
    preset: str = ""
    environment: str = ""

    @classmethod
    def parse(cls, text: str) -> Reference:
        """Parse a reference; ``ValueError`` where the text is invalid."""
        side, at, environment = text.partition(AT)
        if at and not environment:
            raise ValueError(text)
        first, *rest = side.split(":")
        if first == PRESET and len(rest) == 1 and not at:
            return cls(preset=rest[0])
        today = rest[1:] == [TODAY] and rest[0] != DRAFT
        if len(rest) != 1 + today or not _is_side(rest[0]):
            raise ValueError(text)
        return cls(UUID(first), rest[0], today, environment=environment)

    def __str__(self) -> str:
        """Write the reference as ``parse`` reads it."""
        if self.preset:
            return f"{PRESET}:{self.preset}"
        return (
            f"{self.key}:{self.which}"
            + (f":{TODAY}" if self.today else "")
            + (f"{AT}{self.environment}" if self.environment else "")
        )

    @property
    def whole(self) -> Reference:
        """Return the reference to the side with all of its environments."""
        return replace(self, environment="")

    @property
    def files_url(self) -> str:
        """Return the URL that a file's path is put behind; empty where no page has the files."""
        if self.preset or self.today or self.environment:
            return ""
        if self.which == DRAFT:
            return reverse("file", args=[self.key, "-"]).removesuffix("-")
        return reverse("revision-file", args=[self.key, int(self.which), "-"]).removesuffix("-")


def _is_side(which: str) -> bool:
    return which in (DRAFT, LATEST, APPROVED) or bool(_REVISION.fullmatch(which))


def draft(key: UUID, environment: str = "") -> str:
    """Return the reference to the draft of a configuration, or to one of its environments."""
    return str(Reference(key, DRAFT, environment=environment))


def latest(key: UUID) -> str:
    """Return the reference to the latest revision of a configuration."""
    return str(Reference(key, LATEST))


def approved(key: UUID) -> str:
    """Return the reference to the last approved revision of a configuration."""
    return str(Reference(key, APPROVED))


def revision(key: UUID, number: int, environment: str = "") -> str:
    """Return the reference to a revision as it was saved, or to one of its environments."""
    return str(Reference(key, str(number), environment=environment))


def today(key: UUID, number: int) -> str:
    """Return the reference to a revision's plan with the result of this version."""
    return str(Reference(key, str(number), today=True))


def preset(slug: str) -> str:
    """Return the reference to a preset."""
    return str(Reference(preset=slug))


def page(left: str = "", right: str = "", **more: str) -> str:
    """Return the URL of the comparison of two sides; of the form where one is missing."""
    return _with(reverse("compare"), left=left, right=right, **more)


def patch(left: str, right: str, **more: str) -> str:
    """Return the URL of the patch from the left side to the right side."""
    return _with(reverse("compare-patch"), left=left, right=right, **more)


def release_notes(left: str, right: str) -> str:
    """Return the URL of the text that says what applying the right side does."""
    return _with(reverse("compare-release-notes"), left=left, right=right)


def _with(path: str, **parameters: str) -> str:
    query = urlencode({name: value for name, value in parameters.items() if value}, safe=":/@")
    return f"{path}?{query}" if query else path

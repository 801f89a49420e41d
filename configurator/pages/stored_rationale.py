"""The rationale of a revision, from what was stored when it was saved."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

import generators
from configurator.models import Revision
from configurator.wording.document import DocumentChapter
from configurator.wording.document import chapters

DOCUMENT = "RATIONALE.md"
# What a reader sees at once; the other chapters are behind “Show all”.
DECISIONS = ("", "Decisions of each environment", "Decisions")
SUMMARY = (
    "Capacity",
    "Claims",
    "After the first rollout",
    "Findings",
    "Waivers",
    "Waived",
    "Coverage of the guide",
)


@dataclass(frozen=True)
class StoredRationale:
    """The chapters of a stored RATIONALE.md: decisions, summary, and what “Show all” has."""

    path: str
    decisions: tuple[DocumentChapter, ...]
    summary: tuple[DocumentChapter, ...]
    rest: tuple[DocumentChapter, ...]


def stored_rationale(revision: Revision, environment: str = "") -> StoredRationale | None:
    """Read the rationale that a revision's bundle contains; none where errors blocked it.

    ``environment`` names one of several. :class:`KeyError` where the bundle has no such document.
    """
    if revision.bundle is None:
        return None
    path = f"overlays/{environment}/{DOCUMENT}" if environment else DOCUMENT
    text = revision.bundle.file(path).text
    parts = chapters(text, _files_url(revision, environment))
    return StoredRationale(
        path,
        tuple(part for part in parts if part.title in DECISIONS),
        tuple(part for part in parts if part.title in SUMMARY),
        tuple(part for part in parts if part.title not in (*DECISIONS, *SUMMARY)),
    )


def stored_choices(revision: Revision) -> list[tuple[str, str]]:
    """List what was chosen in a revision, by key, with its value as it was stored."""
    document = revision.written
    chosen = list(_flat(document.get("spec", {})))
    for name, own in document.get("environments", {}).items():
        chosen += [(f"{name}:{path}", value) for path, value in _flat(own or {})]
    return chosen


def _flat(values: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, str]]:
    for key, value in values.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{before}{key}.")
        else:
            written = generators.shown(tuple(value) if isinstance(value, list) else value)
            yield f"{before}{key}", written


def _files_url(revision: Revision, environment: str) -> str:
    arguments = (revision.configuration_id, revision.number, DOCUMENT)
    url = reverse("revision-file", args=arguments).removesuffix(DOCUMENT)
    return url if environment == "" else f"{url}overlays/{environment}/"

"""The history of a configuration, to look through and to take away, however long it is."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet

from configurator.events import sentences
from configurator.models import Configuration
from configurator.models import Event
from configurator.models import Verb

COLUMNS = ("time", "actor", "link", "verb", "revision", "sentence", "detail")
AT_ONCE = 500
# A spreadsheet takes a cell that begins with one of these for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def events(configuration: Configuration, verb: str = "") -> QuerySet[Event]:
    """List what happened, the latest first: everything, or only what one verb says."""
    found = configuration.events.select_related("actor", "link", "configuration")
    return found.filter(verb=verb) if verb in Verb.values else found


def as_json_lines(found: QuerySet[Event]) -> Iterator[str]:
    """Write one JSON object a line, a few hundred events in memory at a time."""
    for event in found.iterator(AT_ONCE):
        yield json.dumps(row(event), ensure_ascii=False) + "\n"


def as_csv(found: QuerySet[Event]) -> Iterator[str]:
    """Write a table that a spreadsheet opens without running anything in it."""
    writer = csv.writer(Line())
    yield writer.writerow(COLUMNS)
    for event in found.iterator(AT_ONCE):
        cells = row(event) | {"detail": json.dumps(event.detail, ensure_ascii=False)}
        yield writer.writerow(_plain(cells[each]) for each in COLUMNS)


def row(event: Event) -> dict[str, Any]:
    """Give an event as programs read it."""
    return {
        "time": event.created.isoformat(timespec="seconds"),
        "actor": event.actor.username if event.actor else None,
        "link": str(event.link) if event.link else None,
        "verb": event.verb,
        "revision": event.revision,
        "sentence": sentences.sentence(event),
        "detail": event.detail,
    }


class Line:
    """A file for `csv` to write to, which gives the line back instead of keeping it."""

    def write(self, text: str) -> str:
        """Give the line."""
        return text


def _plain(value: Any) -> Any:
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text

"""The audit log of a configuration, to filter and to export as a stream of any length."""

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
BATCH = 500
# A spreadsheet takes a cell that begins with one of these for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def events(configuration: Configuration, verb: str = "") -> QuerySet[Event]:
    """List the events of a configuration, the latest first: all, or those of one verb."""
    events_of = configuration.events.select_related("actor", "link", "configuration")
    return events_of.filter(verb=verb) if verb in Verb.values else events_of


def as_json_lines(events: QuerySet[Event]) -> Iterator[str]:
    """Write each event as one line of JSON, with a few hundred events in memory at a time."""
    for event in events.iterator(BATCH):
        yield json.dumps(row(event), ensure_ascii=False) + "\n"


def as_csv(events: QuerySet[Event]) -> Iterator[str]:
    """Write the events as CSV, with formulas escaped so that no spreadsheet runs them."""
    writer = csv.writer(LineReturner())
    yield writer.writerow(COLUMNS)
    for event in events.iterator(BATCH):
        cells = row(event) | {"detail": json.dumps(event.detail, ensure_ascii=False)}
        yield writer.writerow(_escaped(cells[column]) for column in COLUMNS)


def row(event: Event) -> dict[str, Any]:
    """Return an event as the exports write it."""
    return {
        "time": event.created.isoformat(timespec="seconds"),
        "actor": event.actor.username if event.actor else None,
        "link": str(event.link) if event.link else None,
        "verb": event.verb,
        "revision": event.revision,
        "sentence": sentences.sentence(event),
        "detail": event.detail,
    }


class LineReturner:
    """A file for `csv` to write to, which returns each line instead of storing it."""

    def write(self, text: str) -> str:
        """Return the line."""
        return text


def _escaped(value: Any) -> Any:
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text

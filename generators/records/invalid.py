"""Reading what somebody says is a record: JSON of which there is only one reading."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from typing import NoReturn


class InvalidRecord(Exception):
    """An approval record does not hold; the message says why, and what to do."""


def parsed(source: bytes, label: str) -> Any:
    """Parse JSON; :class:`InvalidRecord` where it is none, or where two readers could differ."""
    try:
        return json.loads(
            source.decode("utf-8"), object_pairs_hook=_without_duplicates, parse_constant=_refused
        )
    except (ValueError, RecursionError) as error:
        raise InvalidRecord(f"{label} is not JSON, or has something after it.") from error


def fields(value: object, names: set[str], label: str) -> Mapping[str, Any]:
    """Return an object that has exactly these fields; :class:`InvalidRecord` for any other."""
    if not isinstance(value, dict):
        raise InvalidRecord(f"{label} is not a JSON object.")
    if missing := sorted(names - set(value)):
        raise InvalidRecord(f"{label} lacks {', '.join(missing)}.")
    if unknown := sorted(set(value) - names):
        raise InvalidRecord(f"{label} has a field that a record does not have: {unknown[0]!r}.")
    return value


def _without_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise InvalidRecord(f"The record has the field {twice!r} twice.")
    return value


def _refused(constant: str) -> NoReturn:
    raise InvalidRecord(f"The record has {constant}, which is not JSON.")

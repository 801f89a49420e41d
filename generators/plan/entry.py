"""An entry of a list whose entries have several values, such as a volume or a toleration."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import SerializerFunctionWrapHandler
from pydantic import model_serializer

from generators.plan.choice import Topic


class Entry(Topic):
    """One entry, written on a line as in a plan file: ``name: data, claim: team-data``.

    What is as it is by default is left out: the line is the same whether the plan file said it.
    """

    def __str__(self) -> str:
        return entry_text(self.model_dump(by_alias=True, mode="json", exclude_defaults=True))

    @model_serializer(mode="wrap")
    def _only_given(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """Leave out what is not given: four sources with one name say less than the one."""
        written: dict[str, Any] = handler(self)
        return {key: value for key, value in written.items() if value not in ("", None)}


def entry_text(values: Mapping[str, Any]) -> str:
    """Write the values of an entry on one line, as YAML does between braces."""
    return ", ".join(f"{key}: {_written(value)}" for key, value in values.items())


def _written(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value)
    # What YAML would read in another way, as a number for one, stays a text in quotes.
    bare = bool(text) and all(sign.isalnum() or sign in "-_./" for sign in text)
    plain = bare and (isinstance(value, int) or not _resembles_other(text))
    return text if plain else f'"{text}"'


def _resembles_other(text: str) -> bool:
    words = ("true", "false", "yes", "no", "on", "off", "null", "y", "n")
    return text[0].isdigit() or text[0] in "-." or text.lower() in words

"""JSON bodies of requests: strict in their members, and validated by the forms of the pages."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from typing import Annotated
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from ninja import Header
from ninja import Schema
from pydantic import ConfigDict
from pydantic import model_validator

from configurator.api.problems import Problem

INVALID = "The body has invalid members. “parameters” lists them. Correct them and send it again."
NULL_CHARACTER = "A text must not contain a null character."

# As forms have one: the same key with the same body counts once.
IdempotencyKey = Annotated[
    str,
    Header(
        alias="Idempotency-Key",
        max_length=64,
        description="Any text of your choice. A request that is sent again with it counts once.",
    ),
]


class Body(Schema):
    """A JSON body. Unknown members and null characters are refused."""

    model_config = ConfigDict(extra="forbid")

    @model_validator(mode="after")
    def _without_null_characters(self) -> Body:
        if any("\0" in text for text in _texts(dict(self))):
            raise ValueError(NULL_CHARACTER)
        return self

    @property
    def sent(self) -> dict[str, Any]:
        """Return the members that were sent, without those that were left out."""
        return self.dict(exclude_unset=True)


def valid(form: forms.Form) -> dict[str, Any]:
    """Return the cleaned values of a form; :class:`Problem` 422 with each error otherwise."""
    if form.is_valid():
        return dict(form.cleaned_data)
    parameters = [
        {"in": "body", "name": "" if name == NON_FIELD_ERRORS else name, "message": str(message)}
        for name, messages in form.errors.items()
        for message in messages
    ]
    raise Problem(422, INVALID, parameters=parameters)


def prefixed(prefix: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """Name values as a form with a prefix expects them."""
    return {f"{prefix}-{name}": value for name, value in values.items()}


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for name, member in value.items():
            yield from (*_texts(name), *_texts(member))
    elif isinstance(value, list):
        for member in value:
            yield from _texts(member)

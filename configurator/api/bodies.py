"""JSON bodies of requests: strict in their members, and validated by the forms of the pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Mapping
from itertools import islice
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
SURROGATE = "A text must not contain half of a surrogate pair: it is no character."
# Members and entries, those within others too: each that is invalid is an error of its own.
MOST_VALUES = 5000
TOO_MANY = f"The body has more than {MOST_VALUES} values."

SURROGATES = re.compile("[\ud800-\udfff]")

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
    """A JSON body. Unknown members and what is no text in any database are refused."""

    model_config = ConfigDict(extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def _of_few_values(cls, sent: Any) -> Any:
        if sum(1 for _ in islice(_values(sent), MOST_VALUES + 1)) > MOST_VALUES:
            raise ValueError(TOO_MANY)
        return sent

    @model_validator(mode="after")
    def _of_characters(self) -> Body:
        for text in _texts(dict(self)):
            if "\0" in text:
                raise ValueError(NULL_CHARACTER)
            if SURROGATES.search(text):
                raise ValueError(SURROGATE)
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
    return (inner for inner in _values(value) if isinstance(inner, str))


def _values(value: Any) -> Iterator[Any]:
    """Yield a value and those within it, names of members too; a stack has no depth to exceed."""
    waiting = [value]
    while waiting:
        inner = waiting.pop()
        yield inner
        if isinstance(inner, Mapping):
            waiting += [*inner, *inner.values()]
        elif isinstance(inner, list):
            waiting += inner

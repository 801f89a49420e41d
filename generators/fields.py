"""One value of one choice, read alone: what a form needs."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from functools import cache
from typing import Any

from pydantic import TypeAdapter
from pydantic import ValidationError

from generators.complaints import complaint
from generators.plan import choice_at
from generators.plan.scalars import credential_in


@cache
def _adapter(path: str) -> TypeAdapter[Any]:
    choice = choice_at(path)
    return TypeAdapter(choice.field.rebuild_annotation())


def parse_choice(path: str, value: Any) -> Any:
    """Read one value for a choice; ``ValueError`` with one sentence where it does not fit."""
    _refuse_credentials(value)
    try:
        return _adapter(path).validate_python(value)
    except ValidationError as error:
        messages = dict.fromkeys(complaint(each)[1] for each in error.errors(include_url=False))
        raise ValueError(" ".join(messages)) from None


def _refuse_credentials(value: Any) -> None:
    for each in _texts(value):
        if found := credential_in(each):
            message = f"This looks like {found}. A plan holds names, never values."
            raise ValueError(f"{message} Put the value in a Secret and name the Secret.")


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from (each for each in value.values() if isinstance(each, str))
    elif isinstance(value, list | tuple):
        yield from (each for each in value if isinstance(each, str))

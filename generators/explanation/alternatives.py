"""Other valid values of a choice: what to try, to see which lines of the files it decides."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from functools import cache
from types import UnionType
from typing import Annotated
from typing import Any
from typing import Literal
from typing import Union
from typing import get_args
from typing import get_origin

from pydantic import ValidationError

from generators.plan import Choice
from generators.plan import Plan
from generators.plan import choice_at
from generators.plan import plain_value
from generators.plan.environment_source import EnvironmentSource
from generators.plan.placement import Toleration
from generators.plan.volume import Volume

# Numbers up to this one are counts, where one more or less matters; others are amounts.
COUNTS = 8
# Of the texts that a choice takes, so many are tried: one may happen to make the same line.
TEXTS_TRIED = 2
TEXTS = (
    *("other-name", "another-name", "other.acme.example", "another.acme.example"),
    *("4Gi", "96Mi", "3", "300m", "1.29", "1.36"),
    *("192.0.2.0/24", "198.51.100.7/32", "2001:db8:7::/64", "192.0.2.53", "192.0.2.0/24:8443"),
    *("other-namespace/other", "internet-443"),
    *("45 4 * * 3", "30 1 * * *", "2026-02-03", "2026-03-04", "/srv/other", "/srv/another"),
    *("https://git.acme.example/other.git", "http://other.acme.example:3129"),
    *("other.acme.example:9115", "another.acme.example:9116", "registry.acme.example/other"),
    *("sha256:" + "7c" * 32, "sha256:" + "4e" * 32, "s3://other-bucket/path", "other text"),
)
# Where the form of a text decides what is made of it, one of each form.
FORMS: Mapping[str, tuple[str, ...]] = {
    "release.kubernetes": ("1.27", "1.30", "1.33", "1.36"),
    "database.backup.destination": ("s3://other-bucket/path", "gs://other-bucket", "other text"),
    "database.host": ("other.acme.example", "other.other-namespace"),
    "redis.host": ("other.acme.example", "other.other-namespace"),
}
ENTRIES: Mapping[Any, dict[str, Any]] = {
    EnvironmentSource: {"name": "OTHER_KEY", "secret": "other-secret", "key": "other"},
    Volume: {"name": "other", "mountPath": "/srv/other", "configMap": "other"},
    Toleration: {"key": "other", "operator": "Exists"},
}
KEY, TEXT = "OTHER_NAME", "other"


def alternatives(path: str, plan: Plan) -> tuple[Any, ...]:
    """List other values that the choice takes by its type, in the form of a plan file."""
    choice = choice_at(path)
    present = plain_value(choice.of(plan))
    values = _distinct(_of(choice, choice.annotation, present))
    return tuple(value for value in values if value != present and _takes(choice, value))


def _of(choice: Choice, annotation: Any, present: Any) -> Iterator[Any]:
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        yield from _of(choice, inner[0], present)
    elif origin is Literal:
        yield from inner
    elif origin in (Union, UnionType):
        for one in inner:
            yield from _of(choice, one, present)
    elif origin is tuple:
        yield from _lists(choice, inner[0], present if isinstance(present, list) else [])
    elif annotation is bool:
        yield not present
    elif annotation is int:
        yield from _numbers(present)
    elif annotation is str:
        yield from _texts(choice, present)
    elif isinstance(present, Mapping):
        yield from ({}, {**present, **_new_key(choice)})


def _numbers(present: int) -> Iterator[int]:
    """Give a larger and a smaller number: a limit can hide the effect of either."""
    if present > COUNTS:
        yield from (present * 2, present // 2, present + 1)
    else:
        yield from (present + 1, present - 1, 1, 0)


def _texts(choice: Choice, present: Any) -> Iterator[str]:
    if choice.path in FORMS:
        yield from (*FORMS[choice.path], "")
        return
    form = _form(present or choice.default or choice.ask.example or "")
    fitting = [text for text in _fitting(choice.path) if text != present]
    yield from sorted(fitting, key=lambda text: _form(text) != form)[:TEXTS_TRIED]
    yield ""


def _form(text: str) -> tuple[bool, ...]:
    """Tell a path, an address, a hostname, a name and a sentence from each other."""
    return (text.startswith("/"), *(sign in text for sign in ("://", ":", "@", ".", " ")))


@cache
def _fitting(path: str) -> tuple[str, ...]:
    return tuple(text for text in TEXTS if _takes(choice_at(path), text))


def _lists(choice: Choice, kind: Any, present: list[Any]) -> Iterator[list[Any]]:
    """Give the empty list, one with an entry more, and one with another first entry."""
    yield []
    for entry in _entries(choice, kind, present):
        yield [*present, entry]
        yield [entry, *present[1:]]


def _entries(choice: Choice, kind: Any, present: list[Any]) -> Iterator[Any]:
    if get_origin(kind) is Literal:
        candidates: tuple[Any, ...] = get_args(kind)
    else:
        candidates = (ENTRIES[kind],) if kind in ENTRIES else TEXTS
    further = (entry for entry in candidates if entry not in present)
    yield from [entry for entry in further if _takes(choice, [*present, entry])][:1]


def _new_key(choice: Choice) -> dict[str, str]:
    keys = (KEY, KEY.lower().replace("_", "-"))
    return next(({key: TEXT} for key in keys if _takes(choice, {key: TEXT})), {})


def _takes(choice: Choice, value: Any) -> bool:
    try:
        choice.validator.validate_python(value)
    except ValidationError:
        return False
    return True


def _distinct(values: Iterator[Any]) -> Iterator[Any]:
    listed: list[Any] = []
    for value in values:
        if not any(value == other and type(value) is type(other) for other in listed):
            listed.append(value)
            yield value

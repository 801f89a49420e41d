"""From the bytes of a plan file to a plan, or to every problem in it at once."""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from generators.plan import API_VERSION
from generators.plan import Choice
from generators.plan import Plan
from generators.plan import choices
from generators.plan.error_messages import Place
from generators.plan.error_messages import complaint
from generators.plan.scalars import credential_in
from generators.plan.scalars import secret_name
from generators.yaml import loader
from generators.yaml.problem import Problem
from generators.yaml.problem import Unreadable

Line = Callable[[Place], int | None]

NEWER = re.compile(r"skillflaw-configurator/v(\d+)")


def read(source: bytes) -> Plan:
    """Read a plan file; :class:`Unreadable` names every problem with its path and line."""
    try:
        document = loader.load(source)
    except Unreadable as refusal:
        raise Unreadable(map(_as_the_contract_names_it, refusal.problems)) from None
    return read_document(document.value, document.line)


def _as_the_contract_names_it(problem: Problem) -> Problem:
    """Name the place of a problem without the `spec.` that every choice stands in."""
    return replace(problem, path=problem.path.removeprefix("spec."))


def read_document(document: Any, line: Line = lambda place: None) -> Plan:
    """Read a plan that is parsed already, such as JSON of a request."""
    if not isinstance(document, Mapping):
        raise Unreadable((Problem("A plan is a mapping that starts with apiVersion and kind."),))
    problems = (*_version(document, line), *_secrets(document, line))
    if problems:
        raise Unreadable(problems)
    try:
        return Plan.model_validate(document)
    except ValidationError as error:
        raise Unreadable(_problems(error, line)) from None


def read_value(choice: Choice, value: Any) -> Any:
    """Read the value of one choice as a plan file's would be read, without reading a plan.

    :class:`Unreadable` has the problems that a plan file with this value would have.
    """
    place = place_of(choice)
    problems: tuple[Problem, ...] = tuple(_secrets(value, lambda _: None, place))
    if problems:
        raise Unreadable(problems)
    try:
        return choice.validator.validate_python(value)
    except ValidationError as error:
        problems = _problems(error, lambda _: None, place)
    # Not inside `except`: the refusal would keep pydantic's error and the frames of its callers.
    raise Unreadable(problems)


def place_of(choice: Choice) -> Place:
    """Return the keys that lead to a choice in a plan file."""
    names = tuple(choice.path.split("."))
    return names if names[0] == "metadata" else ("spec", *names)


def _version(document: Mapping[str, Any], line: Line) -> Iterator[Problem]:
    said = document.get("apiVersion")
    newer = NEWER.fullmatch(said) if isinstance(said, str) else None
    if newer and int(newer[1]) > 1:
        message = f"The plan is of version v{newer[1]}, and this configurator reads v1: update it."
        yield Problem(message, line(("apiVersion",)), "apiVersion")
    elif said != API_VERSION:
        yield Problem(f"Write apiVersion: {API_VERSION}", line(("apiVersion",)), "apiVersion")


def _secrets(value: Any, line: Line, place: Place = ()) -> Iterator[Problem]:
    """Find texts that carry a secret; nothing of them may reach a message."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if isinstance(key, str) and (found := credential_in(key)):
                yield _secret(found, line((*place, key)), place)
            else:
                yield from _named_secret(key, inner, line, (*place, key))
                yield from _secrets(inner, line, (*place, key))
    elif isinstance(value, list):
        for position, inner in enumerate(value):
            yield from _secrets(inner, line, (*place, position))
    elif isinstance(value, str) and (found := credential_in(value)):
        yield _secret(found, line(place), place)


def _secret(found: str, line: int | None, place: Place) -> Problem:
    """Speak of a secret at a place; a key that is one is spoken of at what it is in."""
    message = (
        f"This looks like {found}. A plan holds names, never values: put the value in a "
        "Secret, and name that Secret under secrets or urlSecret."
    )
    return Problem(message, line, path_of(place))


def _named_secret(key: Any, value: Any, line: Line, place: Place) -> Iterator[Problem]:
    settings = place[:-1] == ("spec", "operations", "settings")
    if settings and isinstance(key, str) and value and secret_name(key):
        message = f"{key} is a secret by its name: give it to the backend from a Secret instead."
        yield Problem(message, line(place), path_of(place))


def _problems(error: ValidationError, line: Line, top: Place = ()) -> tuple[Problem, ...]:
    """Write pydantic's errors as problems; ``top`` leads to what was validated in its document."""
    found: list[Problem] = []
    spoken: set[Place] = set()
    for each in sorted(error.errors(include_url=False), key=_depth):
        each["loc"] = (*top, *each["loc"])
        place, message = complaint(each)
        if place in spoken:
            continue
        # What a place is in needs no words of its own any more.
        spoken.update(place[:end] for end in range(len(place) + 1))
        found.append(Problem(message, _nearest(line, place), path_of(place)))
    return tuple(sorted(found, key=lambda problem: problem.line or 0))


def _depth(error: ErrorDetails) -> int:
    """Sort the branches of a union so that the one that got furthest speaks."""
    return -len(error["loc"])


def _nearest(line: Line, place: Place) -> int | None:
    """Find the line of a place, or of what it is missing from."""
    while place and line(place) is None:
        place = place[:-1]
    return line(place)


def path_of(place: Place) -> str:
    """Write a place as the contract does: ``redis.mode``, ``waivers[0].expires``."""
    inside = place[1:] if place[:1] == ("spec",) and len(place) > 1 else place
    joined = "".join(f"[{each}]" if isinstance(each, int) else f".{each}" for each in inside)
    return joined.removeprefix(".")


def line_numbers(source: bytes) -> dict[str, int]:
    """Tell on which line of a readable plan file each choice stands; one left out is absent."""
    line = loader.load(source).line
    found = ((each.path, line(("spec", *each.path.split(".")))) for each in choices())
    return {path: number for path, number in found if number}

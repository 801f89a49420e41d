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
from generators.plan.error_messages import ENVIRONMENTS
from generators.plan.error_messages import Place
from generators.plan.error_messages import error_message
from generators.plan.plan_file import PlanDocument
from generators.plan.plan_file import PlanFile
from generators.plan.plan_file import of_document
from generators.plan.scalars import credential_in
from generators.plan.scalars import secret_name
from generators.yaml import loader
from generators.yaml.problem import Problem
from generators.yaml.problem import Unreadable

Line = Callable[[Place], int | None]

NEWER = re.compile(r"skillflaw-configurator/v([0-9]{1,9})")

# No value of a plan is longer, and a longer one is refused before anything is looked for in it.
LONGEST_VALUE = 4000


def read(source: bytes) -> Plan:
    """Read the plan of one environment; :class:`Unreadable` names every problem."""
    return _only_plan(read_plan_file(source))


def read_document(document: Any, line: Line = lambda place: None) -> Plan:
    """Read a plan that is parsed already, such as JSON of a request."""
    return _only_plan(read_plan_document(document, line))


def _only_plan(file: PlanFile) -> Plan:
    if file.single:
        return file.shared
    raise Unreadable(
        (
            Problem(
                f"This file has environments ({', '.join(file.environments)}). A plan for one "
                "environment is needed here.",
                path=ENVIRONMENTS,
            ),
        )
    )


def read_plan_file(source: bytes) -> PlanFile:
    """Read a plan file; :class:`Unreadable` names every problem with its path and line."""
    try:
        document = loader.load(source)
    except Unreadable as refusal:
        raise Unreadable(map(_as_the_contract_names_it, refusal.problems)) from None
    return read_plan_document(document.value, document.line)


def _as_the_contract_names_it(problem: Problem) -> Problem:
    """Name the place of a problem without the `spec.` that every choice stands in."""
    return replace(problem, path=problem.path.removeprefix("spec."))


def read_plan_document(document: Any, line: Line = lambda place: None) -> PlanFile:
    """Read a plan file that is parsed already."""
    if not isinstance(document, Mapping):
        raise Unreadable((Problem("A plan is a mapping that starts with apiVersion and kind."),))
    problems: tuple[Problem, ...] = (*_version(document, line), *_secrets(document, line))
    if problems:
        raise Unreadable(problems)
    file, problems = _checked(document, line)
    # Not inside `except`: there the refusal keeps pydantic's error as its context. That error
    # keeps the frames of every caller, in a ring that Python's garbage collector cannot see.
    if file is None:
        raise Unreadable(problems)
    if not file.single and (
        problems := (*_environment_twice(document, line), *_waivers_of_none(file, line))
    ):
        raise Unreadable(problems)
    return file


def _checked(
    document: Mapping[str, Any], line: Line
) -> tuple[PlanFile | None, tuple[Problem, ...]]:
    """Give the plan file, or every problem that the models find in it."""
    shared = {key: value for key, value in document.items() if key != ENVIRONMENTS}
    try:
        if document.get(ENVIRONMENTS, {}) == {}:
            return PlanFile(Plan.model_validate(shared)), ()
        own = PlanDocument.model_validate(document)
        return of_document(own, Plan.model_validate(shared)), ()
    except ValidationError as error:
        return None, tuple(_problems(error, line))


def _environment_twice(document: Mapping[str, Any], line: Line) -> Iterator[Problem]:
    """Find `release.environment` in a file whose keys under `environments` say it."""
    specs: list[tuple[Place, Any]] = [(("spec",), document.get("spec", {}))]
    specs += [((ENVIRONMENTS, name), spec) for name, spec in document[ENVIRONMENTS].items()]
    for place, spec in specs:
        if "environment" in spec.get("release", {}):
            key = (*place, "release", "environment")
            message = "Remove this: the keys under environments name the environments."
            yield Problem(message, line(key), path_of(key))


def _waivers_of_none(file: PlanFile, line: Line) -> Iterator[Problem]:
    for number, waiver in enumerate(file.shared.waivers):
        if waiver.environment and waiver.environment not in file.own:
            place = ("waivers", number, "environment")
            message = (
                f"There is no environment {waiver.environment}. "
                f"There are {', '.join(file.environments)}."
            )
            yield Problem(message, line(place), path_of(place))


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
            if isinstance(key, str) and (found := _refused(key)):
                yield Problem(found, line((*place, key)), path_of(place))
            else:
                yield from _named_secret(key, inner, line, (*place, key))
                yield from _secrets(inner, line, (*place, key))
    elif isinstance(value, list):
        for position, inner in enumerate(value):
            yield from _secrets(inner, line, (*place, position))
    elif isinstance(value, str) and (found := _refused(value)):
        yield Problem(found, line(place), path_of(place))


def _refused(text: str) -> str:
    """Say why no plan holds a text: it is too long, or it carries a secret; else say nothing."""
    if len(text) > LONGEST_VALUE:
        return f"This has {len(text)} characters; no value of a plan has more than {LONGEST_VALUE}."
    if found := credential_in(text):
        return (
            f"This looks like {found}. A plan holds names, never values: put the value in a "
            "Secret, and name that Secret under secrets or urlSecret."
        )
    return ""


def _named_secret(key: Any, value: Any, line: Line, place: Place) -> Iterator[Problem]:
    inside = place[2:] if place[:1] == (ENVIRONMENTS,) else place[1:]
    settings = inside[:-1] == ("operations", "settings")
    if settings and isinstance(key, str) and value and secret_name(key):
        message = f"{key} is a secret by its name: give it to the backend from a Secret instead."
        yield Problem(message, line(place), path_of(place))


def _problems(error: ValidationError, line: Line, top: Place = ()) -> tuple[Problem, ...]:
    """Write pydantic's errors as problems; ``top`` leads to what was validated in its document."""
    found: list[Problem] = []
    spoken: set[Place] = set()
    for each in sorted(error.errors(include_url=False), key=_depth):
        each["loc"] = (*top, *each["loc"])
        place, message = error_message(each)
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
    """Tell on which line of a readable plan file each choice stands; one left out is absent.

    What an environment has otherwise is named with it: `environments.staging.redis.host`.
    """
    document = loader.load(source)
    value = document.value if isinstance(document.value, Mapping) else {}
    tops: list[Place] = [("spec",)]
    tops += [(ENVIRONMENTS, name) for name in value.get(ENVIRONMENTS) or {}]
    places = [(*top, *choice.path.split(".")) for top in tops for choice in choices()]
    found = ((path_of(place), document.line(place)) for place in places)
    return {path: number for path, number in found if number}

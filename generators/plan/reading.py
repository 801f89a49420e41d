"""From the bytes of a plan file to a plan, or to every problem in it at once."""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from generators.plan import API_VERSION
from generators.plan import Choice
from generators.plan import Plan
from generators.plan import choices
from generators.plan.error_messages import ENVIRONMENTS
from generators.plan.error_messages import KeyPath
from generators.plan.error_messages import error_message
from generators.plan.plan_file import PlanDocument
from generators.plan.plan_file import PlanFile
from generators.plan.plan_file import of_document
from generators.plan.scalars import credential_in
from generators.plan.scalars import printable
from generators.plan.scalars import secret_name
from generators.yaml import loader
from generators.yaml.problem import Problem
from generators.yaml.problem import Unreadable

Line = Callable[[KeyPath], int | None]

NEWER = re.compile(r"skillflaw-configurator/v([0-9]{1,9})")

# No value of a plan is longer, and a longer one is refused before anything is looked for in it.
LONGEST_VALUE = 4000


def read(source: bytes) -> Plan:
    """Read the plan of one environment; :class:`Unreadable` names every problem."""
    return _only_plan(read_plan_file(source))


def read_document(document: Any, line: Line = lambda key_path: None) -> Plan:
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


def read_plan_document(document: Any, line: Line = lambda key_path: None) -> PlanFile:
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
    specs: list[tuple[KeyPath, Any]] = [(("spec",), document.get("spec", {}))]
    specs += [((ENVIRONMENTS, name), spec) for name, spec in document[ENVIRONMENTS].items()]
    for key_path, spec in specs:
        if "environment" in spec.get("release", {}):
            key = (*key_path, "release", "environment")
            message = "Remove this: the keys under environments name the environments."
            yield Problem(message, line(key), path_of(key))


def _waivers_of_none(file: PlanFile, line: Line) -> Iterator[Problem]:
    for number, waiver in enumerate(file.shared.waivers):
        if waiver.environment and waiver.environment not in file.own:
            key_path = ("waivers", number, "environment")
            message = (
                f"There is no environment {waiver.environment}. "
                f"There are {', '.join(file.environments)}."
            )
            yield Problem(message, line(key_path), path_of(key_path))


def read_value(choice: Choice, value: Any) -> Any:
    """Read the value of one choice as a plan file's would be read, without reading a plan.

    :class:`Unreadable` has the problems that a plan file with this value would have.
    """
    key_path = key_path_of(choice)
    problems: tuple[Problem, ...] = tuple(_secrets(value, lambda _: None, key_path))
    if problems:
        raise Unreadable(problems)
    try:
        return choice.validator.validate_python(value)
    except ValidationError as error:
        problems = _problems(error, lambda _: None, key_path)
    # Not inside `except`: the refusal would keep pydantic's error and the frames of its callers.
    raise Unreadable(problems)


def key_path_of(choice: Choice) -> KeyPath:
    """Return the keys that lead to a choice in a plan file."""
    names = tuple(choice.path.split("."))
    return names if names[0] == "metadata" else ("spec", *names)


def _version(document: Mapping[str, Any], line: Line) -> Iterator[Problem]:
    version = document.get("apiVersion")
    newer = NEWER.fullmatch(version) if isinstance(version, str) else None
    if newer and int(newer[1]) > 1:
        message = f"The plan is of version v{newer[1]}, and this configurator reads v1: update it."
        yield Problem(message, line(("apiVersion",)), "apiVersion")
    elif version != API_VERSION:
        yield Problem(f"Write apiVersion: {API_VERSION}", line(("apiVersion",)), "apiVersion")


def _secrets(value: Any, line: Line, key_path: KeyPath = ()) -> Iterator[Problem]:
    """Find texts that carry a secret; nothing of them may reach a message."""
    if isinstance(value, Mapping):
        names = _names_of_choices()
        for key, inner in value.items():
            if isinstance(key, str) and key not in names and (message := _refused(key)):
                yield Problem(message, line((*key_path, key)), path_of(key_path))
            else:
                yield from _named_secret(key, inner, line, (*key_path, key))
                yield from _secrets(inner, line, (*key_path, key))
    elif isinstance(value, list):
        for position, inner in enumerate(value):
            yield from _secrets(inner, line, (*key_path, position))
    elif isinstance(value, str) and (message := _refused(value)):
        yield Problem(message, line(key_path), path_of(key_path))


@cache
def _names_of_choices() -> frozenset[str]:
    """Give the keys that every plan file may have, which are looked through no more."""
    return frozenset(name for choice in choices() for name in choice.path.split("."))


def _refused(text: str) -> str:
    """Say why no plan holds a text: it is too long, or it carries a secret; else say nothing."""
    if len(text) > LONGEST_VALUE:
        return f"This has {len(text)} characters; no value of a plan has more than {LONGEST_VALUE}."
    if credential := credential_in(text):
        return (
            f"This looks like {credential}. A plan holds names, never values: put the value in a "
            "Secret, and name that Secret where it is used: under urlSecret for a data store, in "
            "operations.environment for a variable of the backend."
        )
    return ""


def _named_secret(key: Any, value: Any, line: Line, key_path: KeyPath) -> Iterator[Problem]:
    inside = key_path[2:] if key_path[:1] == (ENVIRONMENTS,) else key_path[1:]
    settings = inside[:-1] == ("operations", "settings")
    if settings and isinstance(key, str) and value and secret_name(key):
        message = (
            f"{key} is a secret by its name. Put the value into a Secret, and list it in "
            f"operations.environment: {{name: {key}, secret: NAME, key: KEY}}."
        )
        yield Problem(message, line(key_path), path_of(key_path))


def _problems(error: ValidationError, line: Line, top: KeyPath = ()) -> tuple[Problem, ...]:
    """Write pydantic's errors as problems; ``top`` leads to what was validated in its document."""
    problems: list[Problem] = []
    spoken: set[KeyPath] = set()
    for refusal in sorted(error.errors(include_url=False), key=_depth):
        refusal["loc"] = (*top, *refusal["loc"])
        key_path, message = error_message(refusal)
        if key_path in spoken:
            continue
        # What a key is in needs no words of its own any more.
        spoken.update(key_path[:end] for end in range(len(key_path) + 1))
        problems.append(Problem(message, _nearest(line, key_path), path_of(key_path)))
    return tuple(sorted(problems, key=lambda problem: problem.line or 0))


def _depth(error: ErrorDetails) -> int:
    """Sort the branches of a union so that the one that got furthest speaks."""
    return -len(error["loc"])


def _nearest(line: Line, key_path: KeyPath) -> int | None:
    """Find the line of a key, or of what it is missing from."""
    while key_path and line(key_path) is None:
        key_path = key_path[:-1]
    return line(key_path)


def path_of(key_path: KeyPath) -> str:
    """Write a key path as the contract does: ``redis.mode``, ``waivers[0].expires``."""
    inside = key_path[1:] if key_path[:1] == ("spec",) and len(key_path) > 1 else key_path
    joined = "".join(
        f"[{step}]" if isinstance(step, int) else f".{printable(step)}" for step in inside
    )
    return joined.removeprefix(".")


def key_lines(source: bytes) -> dict[str, int]:
    """Tell on which line of a readable plan file each key stands, groups of choices included."""
    return {path_of(keys): line for keys, line in loader.load(source).lines.items() if keys}


def line_numbers(source: bytes) -> dict[str, int]:
    """Tell on which line of a readable plan file each choice stands; one left out is absent.

    What an environment has otherwise is named with it: `environments.staging.redis.host`.
    """
    document = loader.load(source)
    value = document.value if isinstance(document.value, Mapping) else {}
    tops: list[KeyPath] = [("spec",)]
    tops += [(ENVIRONMENTS, name) for name in value.get(ENVIRONMENTS) or {}]
    key_paths = [(*top, *choice.path.split(".")) for top in tops for choice in choices()]
    numbers = ((path_of(key_path), document.line(key_path)) for key_path in key_paths)
    return {path: number for path, number in numbers if number}

"""A release taken from one environment of a plan file to another."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from generators.plan import Choice
from generators.plan import PlanFile
from generators.plan import choices
from generators.plan.plan_file import NAMED_BY_KEY
from generators.plan.plan_file import value_of
from generators.plan.promotion import MOVES


class CannotPromote(ValueError):
    """The environments or the choices that were named are not there."""


@dataclass(frozen=True)
class Difference:
    """A choice whose value differs between the two environments."""

    path: str
    source: Any
    target: Any


@dataclass(frozen=True)
class Promotion:
    """A plan file after a promotion: ``moved`` is all that changed, ``stayed`` what still differs.

    In both, ``target`` is the value that the target environment had before.
    """

    file: PlanFile
    moved: tuple[Difference, ...]
    stayed: tuple[Difference, ...]


def promote(file: PlanFile, source: str, target: str, also: Iterable[str] = ()) -> Promotion:
    """Give the target's moving choices the source's values.

    ``also`` names choices, or groups of them, that stay otherwise and move this time.
    :class:`CannotPromote` says what is wrong with the names.
    """
    _check(file, source, target)
    moving = {*MOVES, *_named(also)}
    differences = tuple(_differences(file, source, target))
    moved = tuple(difference for difference in differences if difference.path in moving)
    stayed = tuple(difference for difference in differences if difference.path not in moving)
    return Promotion(_with(file, target, moved), moved, stayed)


def _check(file: PlanFile, source: str, target: str) -> None:
    if file.single:
        raise CannotPromote("The plan file has no environments.")
    for name in (source, target):
        if name not in file.environments:
            there = ", ".join(file.environments)
            raise CannotPromote(f"There is no environment {name}. There are {there}.")
    if source == target:
        raise CannotPromote(f"{source} cannot be promoted to itself.")


def _named(also: Iterable[str]) -> Iterator[str]:
    for name in also:
        paths = [choice.path for choice in choices() if _within(choice, name)]
        if not paths or name == NAMED_BY_KEY:
            raise CannotPromote(f"There is no choice {name} that can move.")
        yield from (path for path in paths if path != NAMED_BY_KEY)


def _within(choice: Choice, name: str) -> bool:
    return choice.path == name or choice.path.startswith(f"{name}.")


def _differences(file: PlanFile, source: str, target: str) -> Iterator[Difference]:
    for choice in choices():
        values = (value_of(file.plan_of(name), choice.path) for name in (source, target))
        source_value, target_value = values
        if source_value != target_value and choice.path != NAMED_BY_KEY:
            yield Difference(choice.path, source_value, target_value)


def _with(file: PlanFile, target: str, moved: Iterable[Difference]) -> PlanFile:
    """Change an environment; what it then shares, it does not say itself."""
    changes: Mapping[str, Any] = {difference.path: difference.source for difference in moved}
    shared = {path for path, value in changes.items() if value_of(file.shared, path) == value}
    own = {path: value for path, value in changes.items() if path not in shared}
    return file.revised(target, own, without=shared)

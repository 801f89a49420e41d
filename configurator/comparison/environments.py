"""What differs in the environments of two plan files: which there are, and what each has itself."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import generators
from configurator.comparison.change import Change
from configurator.comparison.side import Side
from configurator.comparison.values import leaves
from configurator.wording.values import value_text

ADDED, REMOVED = "added", "removed"


@dataclass(frozen=True)
class EnvironmentChanges:
    """What differs in one environment; ``status`` tells that one side alone has it."""

    name: str
    status: str
    changes: tuple[Change, ...]

    def __bool__(self) -> bool:
        """Tell whether anything differs."""
        return bool(self.status or self.changes)


def environment_changes(left: Side, right: Side) -> tuple[EnvironmentChanges, ...]:
    """List the environments that differ, in the order of promotion of the right side.

    What all environments share is compared apart, so an environment lists its own values. There
    is nothing to list where a side is one environment, or where neither has several.
    """
    if left.environment or right.environment or not (left.several or right.several):
        return ()
    names = dict.fromkeys((*right.names, *left.names))
    changes = (_of_environment(name, left, right) for name in names)
    return tuple(filter(None, changes))


def order_change(left: Side, right: Side) -> Change | None:
    """Compare the order of promotion of the environments that both sides have."""
    if not (left.several and right.several):
        return None
    old, new = ([name for name in one if name in other] for one, other in _both(left, right))
    if old == new:
        return None
    return Change("environments", "Order of promotion", ", ".join(old), ", ".join(new))


def _both(left: Side, right: Side) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    yield left.names, right.names
    yield right.names, left.names


def _of_environment(name: str, left: Side, right: Side) -> EnvironmentChanges:
    there = name in left.names, name in right.names
    status = {(False, True): ADDED, (True, False): REMOVED}.get(there, "")
    old, new = (_own(side, name) for side in (left, right))
    changes = (
        _change(choice, name, left, right)
        for choice in generators.choices()
        if choice.path in {*old, *new} and old.get(choice.path) != new.get(choice.path)
    )
    return EnvironmentChanges(name, status, tuple(filter(None, changes)))


def _change(choice: generators.Choice, name: str, left: Side, right: Side) -> Change | None:
    if not any(_applies(choice, name, side) for side in (left, right)):
        return None
    return Change(
        f"{name}:{choice.path}",
        choice.title,
        _text(choice, name, left),
        _text(choice, name, right),
    )


def _applies(choice: generators.Choice, name: str, side: Side) -> bool:
    if name not in side.names:
        return False
    return choice.applies(side.file.plan_of(name)) if side.file else True


def _text(choice: generators.Choice, name: str, side: Side) -> str | None:
    """Write an environment's value, and that it is the shared one; nothing without the former."""
    if name not in side.names:
        return None
    own = _own(side, name)
    if choice.path not in own:
        shared = value_text(choice, choice.of(side.plan)) if side.plan else ""
        return f"{shared} (shared)".strip() if side.several else shared
    return value_text(choice, choice.of(side.file.plan_of(name)) if side.file else own[choice.path])


def _own(side: Side, name: str) -> Mapping[str, Any]:
    if side.file:
        return side.file.own.get(name, {})
    stored = side.stored_environments.get(name)
    known = {choice.path for choice in generators.choices()}
    return dict(leaves(stored, known)) if isinstance(stored, Mapping) else {}

"""What one side answers to a choice, also where today's version cannot read its plan."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import generators
from configurator.comparison.side import Side
from configurator.plans.steps import METADATA


@dataclass(frozen=True)
class Answer:
    """A choice's value on one side, whether that side asks for it, and whether it is no default."""

    value: Any
    asked: bool
    chosen: bool


def answers(choice: generators.Choice, left: Side, right: Side) -> tuple[Answer, Answer]:
    """Read a choice from both sides."""
    return _answer(choice, left, right), _answer(choice, right, left)


def unknown(side: Side) -> dict[str, Any]:
    """Give what a kept plan says that today's version has no choice for, by path."""
    if side.plan is not None:
        return {}
    known = {each.path for each in (*METADATA, *generators.choices())}
    written = {"metadata": side.document.get("metadata", {}), **_group(side.document.get("spec"))}
    return {path: value for path, value in _leaves(written, known) if path not in known}


def _answer(choice: generators.Choice, side: Side, other: Side) -> Answer:
    value = choice.of(side.plan) if side.plan else _kept(choice, side.document)
    # Only a plan that can be read tells what it asks for; a kept one is taken to ask the same.
    asking = side.plan or other.plan
    return Answer(value, choice.applies(asking) if asking else True, value != choice.default)


def _kept(choice: generators.Choice, document: Mapping[str, Any]) -> Any:
    place: Any = document if choice.topic == "metadata" else document.get("spec")
    for name in choice.path.split("."):
        if not isinstance(place, Mapping) or name not in place:
            return choice.default
        place = place[name]
    return tuple(place) if isinstance(place, list) else place


def _leaves(
    group: Mapping[str, Any], known: set[str], before: str = ""
) -> Iterator[tuple[str, Any]]:
    for name, value in group.items():
        path = f"{before}{name}"
        if isinstance(value, Mapping) and value and path not in known:
            yield from _leaves(value, known, f"{path}.")
        else:
            yield path, tuple(value) if isinstance(value, list) else value


def _group(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}

"""The value of a choice on one side, also where this version cannot read the side's plan."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import generators
from configurator.comparison.side import Side
from configurator.plans.steps import METADATA


@dataclass(frozen=True)
class SideValue:
    """A choice's value on one side.

    ``asked`` tells whether the side's plan asks for the choice, ``chosen`` that the value is not
    the default.
    """

    value: Any
    asked: bool
    chosen: bool


def both_values(choice: generators.Choice, left: Side, right: Side) -> tuple[SideValue, SideValue]:
    """Return the value of a choice on both sides."""
    return _value(choice, left, right), _value(choice, right, left)


def unknown_values(side: Side) -> dict[str, Any]:
    """Return, by path, the values of a stored plan for which this version has no choice."""
    if side.plan is not None:
        return {}
    known = {choice.path for choice in (*METADATA, *generators.choices())}
    document = {"metadata": side.document.get("metadata", {}), **_group(side.document.get("spec"))}
    return {path: value for path, value in leaves(document, known) if path not in known}


def _value(choice: generators.Choice, side: Side, other: Side) -> SideValue:
    value = choice.of(side.plan) if side.plan else _stored_value(choice, side.document)
    # Only a readable plan tells which choices apply; an unreadable one is assumed to ask the same.
    asking = side.plan or other.plan
    return SideValue(value, choice.applies(asking) if asking else True, value != choice.default)


def _stored_value(choice: generators.Choice, document: Mapping[str, Any]) -> Any:
    node: Any = document if choice.topic == "metadata" else document.get("spec")
    for name in choice.path.split("."):
        if not isinstance(node, Mapping) or name not in node:
            return choice.default
        node = node[name]
    return tuple(node) if isinstance(node, list) else node


def leaves(
    group: Mapping[str, Any], known: set[str], prefix: str = ""
) -> Iterator[tuple[str, Any]]:
    """Yield the values below a group of a stored plan by path; a known path is one value."""
    for name, value in group.items():
        path = f"{prefix}{name}"
        if isinstance(value, Mapping) and value and path not in known:
            yield from leaves(value, known, f"{path}.")
        else:
            yield path, tuple(value) if isinstance(value, list) else value


def _group(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}

"""The choices that differ between two sides, in the wizard's order and words."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import generators
from configurator.comparison.side import Side
from configurator.comparison.values import Answer
from configurator.comparison.values import answers
from configurator.comparison.values import unknown
from configurator.comparison.word_diff import Part
from configurator.comparison.word_diff import marked
from configurator.plans.steps import STEPS
from configurator.plans.steps import Step
from configurator.plans.steps import step_of
from configurator.wording.labels import rule_title

NO_CHOICE = "no such choice"


@dataclass(frozen=True)
class Change:
    """One choice with its value on both sides; nothing on a side that does not ask for it."""

    path: str
    title: str
    old: str | None
    new: str | None

    @cached_property
    def marked(self) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
        """Mark the words that differ in both values."""
        if self.old is None or self.new is None:
            return (Part(self.old or ""),), (Part(self.new or ""),)
        return marked(self.old, self.new)


@dataclass(frozen=True)
class StepChanges:
    """What differs on one step.

    ``began`` and ``ceased`` name choices that only one side asks for and that hold their default
    there: nobody chose anything, so they are named and not listed.
    """

    step: Step
    changes: tuple[Change, ...]
    began: tuple[str, ...] = ()
    ceased: tuple[str, ...] = ()


def step_changes(left: Side, right: Side) -> tuple[StepChanges, ...]:
    """List, step by step, the choices that differ."""
    found = (_of_step(step, left, right) for step in STEPS)
    return tuple(each for each in found if each.changes or each.began or each.ceased)


def waiver_changes(left: Side, right: Side) -> tuple[Change, ...]:
    """List the waivers that came, went, or say something else now."""
    old, new = _waivers(left), _waivers(right)
    rules = dict.fromkeys((*old, *new))
    return tuple(
        Change(f"waivers.{rule}", rule_title(rule), old.get(rule), new.get(rule))
        for rule in rules
        if old.get(rule) != new.get(rule)
    )


def _of_step(step: Step, left: Side, right: Side) -> StepChanges:
    changes: list[Change] = []
    began: list[str] = []
    ceased: list[str] = []
    for choice in step.choices:
        old, new = answers(choice, left, right)
        if not (old.asked or new.asked) or (old.asked and new.asked and old.value == new.value):
            continue
        if (old.asked and new.asked) or (old if old.asked else new).chosen:
            changes.append(_change(choice, old, new))
        else:
            (ceased if old.asked else began).append(choice.title)
    changes += _unknown(step, unknown(left), unknown(right))
    return StepChanges(step, tuple(changes), tuple(began), tuple(ceased))


def _change(choice: generators.Choice, old: Answer, new: Answer) -> Change:
    return Change(
        choice.path,
        choice.title,
        _written(choice, old.value) if old.asked else None,
        _written(choice, new.value) if new.asked else None,
    )


def _written(choice: generators.Choice, value: Any) -> str:
    unit = f" {choice.ask.unit}" if choice.ask.unit and type(value) is int else ""
    return generators.shown(value) + unit


def _unknown(step: Step, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Change]:
    for path in dict.fromkeys((*old, *new)):
        before, after = (_shown(side, path) for side in (old, new))
        if step_of(path) is step and before != after:
            yield Change(path, path, before, after)


def _shown(written: Mapping[str, Any], path: str) -> str:
    return generators.shown(written[path]) if path in written else NO_CHOICE


def _waivers(side: Side) -> dict[str, str]:
    return {
        each.rule: f"{each.reason} ({each.owner}, until {each.expires})" for each in side.waivers
    }

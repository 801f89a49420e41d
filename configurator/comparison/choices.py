"""The choices that differ between two sides, by step, in the wizard's order and labels."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import generators
from configurator.comparison.change import Change
from configurator.comparison.side import Side
from configurator.comparison.values import SideValue
from configurator.comparison.values import both_values
from configurator.comparison.values import unknown_values
from configurator.plans.environments import NAMED_BY_KEY
from configurator.plans.steps import STEPS
from configurator.plans.steps import Step
from configurator.plans.steps import step_of
from configurator.wording.labels import rule_title
from configurator.wording.values import value_text

NO_CHOICE = "no such choice"


@dataclass(frozen=True)
class StepChanges:
    """The differences on one step.

    ``new_defaults`` and ``removed_defaults`` name choices that only one side asks for and that
    have their default there. Nobody set them, so only their names are listed.
    """

    step: Step
    changes: tuple[Change, ...]
    new_defaults: tuple[str, ...] = ()
    removed_defaults: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Tell whether anything on this step differs."""
        return bool(self.changes or self.new_defaults or self.removed_defaults)


def step_changes(left: Side, right: Side) -> tuple[StepChanges, ...]:
    """List, step by step, the choices that differ."""
    return tuple(filter(None, (_of_step(step, left, right) for step in STEPS)))


def waiver_changes(left: Side, right: Side) -> tuple[Change, ...]:
    """List the waivers that were added, removed or changed."""
    old, new = _waivers(left), _waivers(right)
    subjects = dict.fromkeys((*old, *new))
    return tuple(
        Change(f"waivers.{subject[0]}", _title(*subject), old.get(subject), new.get(subject))
        for subject in subjects
        if old.get(subject) != new.get(subject)
    )


def _title(rule: str, environment: str) -> str:
    return f"{rule_title(rule)}, only in {environment}" if environment else rule_title(rule)


def _of_step(step: Step, left: Side, right: Side) -> StepChanges:
    changes: list[Change] = []
    new_defaults: list[str] = []
    removed_defaults: list[str] = []
    named = left.several or right.several
    for choice in step.choices:
        # The keys under environments name them, and no choice does.
        if named and choice.path == NAMED_BY_KEY:
            continue
        old, new = both_values(choice, left, right)
        if not (old.asked or new.asked) or (old.asked and new.asked and old.value == new.value):
            continue
        if (old.asked and new.asked) or (old if old.asked else new).chosen:
            changes.append(_change(choice, old, new))
        else:
            (removed_defaults if old.asked else new_defaults).append(choice.title)
    changes += _unknown_changes(step, unknown_values(left), unknown_values(right))
    return StepChanges(step, tuple(changes), tuple(new_defaults), tuple(removed_defaults))


def _change(choice: generators.Choice, old: SideValue, new: SideValue) -> Change:
    return Change(
        choice.path,
        choice.title,
        value_text(choice, old.value) if old.asked else None,
        value_text(choice, new.value) if new.asked else None,
    )


def _unknown_changes(
    step: Step, old: Mapping[str, Any], new: Mapping[str, Any]
) -> Iterator[Change]:
    """List what differs in values for which this version has no choice."""
    for path in dict.fromkeys((*old, *new)):
        before, after = (_unknown_text(values, path) for values in (old, new))
        if step_of(path) is step and before != after:
            yield Change(path, path, before, after)


def _unknown_text(values: Mapping[str, Any], path: str) -> str:
    return generators.shown(values[path]) if path in values else NO_CHOICE


def _waivers(side: Side) -> dict[tuple[str, str], str]:
    """Write the waivers of a side by rule and environment; an environment alone is every one."""
    return {
        (
            waiver.rule,
            "" if side.environment else waiver.environment,
        ): f"{waiver.reason} ({waiver.owner}, until {waiver.expires})"
        for waiver in side.waivers
    }

"""Derivation at the form: what was pasted is taken apart, and what follows an answer follows."""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from typing import Any

import generators
from configurator.wizard.fields import LATER
from configurator.wizard.submission import Submission

# The default is not an answer, so that “No” counts although it is the same value.
STATED_LIKE_DEFAULT = ("release.firstInstall",)


@dataclass(frozen=True)
class TakenApart:
    """What a page sent, with each pasted text in the place of its choice alone.

    ``others`` is what the pasted texts say of other choices, and ``rewritten`` names the inputs
    that do not hold any more what was typed.
    """

    inputs: Mapping[str, Any]
    others: Mapping[str, Any] = field(default_factory=dict)
    rewritten: frozenset[str] = frozenset()


def taken_apart(plan: generators.Plan, submission: Submission) -> TakenApart:
    """Take apart what was pasted, and write the offered value where its button was pressed.

    While somebody is typing nothing is rewritten, because the cursor is in the input.
    """
    if not submission.settled:
        return TakenApart(submission.values)
    others: dict[str, Any] = {}
    rewritten: dict[str, Any] = {}
    for choice in submission.asked:
        typed = submission.values.get(choice.path)
        if choice.path == submission.use and (offered := offer(plan, choice, typed)):
            rewritten[choice.path] = offered
        elif isinstance(typed, str) and (values := generators.pasted(choice.path, typed)):
            others |= {path: value for path, value in values.items() if path != choice.path}
            rewritten[choice.path] = values[choice.path]
    return TakenApart(_with(submission.values, rewritten), others, frozenset(rewritten))


def offer(plan: generators.Plan, choice: generators.Choice, typed: Any) -> str:
    """Give the value that one press would set: the right spelling, or what the choice follows."""
    if typed:
        values = generators.pasted(choice.path, typed) if isinstance(typed, str) else {}
        return str(values.get(choice.path) or generators.respelled(choice, typed))
    origin = generators.origin(plan, choice.path)
    return str(origin.value) if origin and not origin.holds and origin.value is not None else ""


def written_out(plan: generators.Plan, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Write answers as choices of the plan: shorthands in full, then what follows from them."""
    values = {path: value for path, value in answers.items() if path not in _shorthands()}
    for path, shorthand in _shorthands().items():
        if path in answers:
            values = {**shorthand.write(plan, answers[path]), **values}
    changed = {path: value for path, value in values.items() if _changes(plan, path, value)}
    return changed | _following(plan, changed, values.keys())


def answered_otherwise(values: Collection[str]) -> frozenset[str]:
    """List the shorthands that cover a written choice: an invalid text in one is out of date."""
    return frozenset(
        path for path, shorthand in _shorthands().items() if {*shorthand.covers} & {*values}
    )


def _following(
    plan: generators.Plan, changed: Mapping[str, Any], answered: Collection[str]
) -> dict[str, Any]:
    if not generators.leads_to_others(changed):
        return {}
    stated = {path: value for path, value in changed.items() if value is not LATER}
    return generators.following(plan, generators.revised(plan, stated), answered)


def _changes(plan: generators.Plan, path: str, value: Any) -> bool:
    if path in STATED_LIKE_DEFAULT or path.startswith("metadata."):
        return True
    choice = generators.choice_at(path)
    # A claim has no value until somebody states one, also where that is the default.
    return generators.is_claim(plan, choice) or generators.plain_value(choice.of(plan)) != value


def _shorthands() -> dict[str, generators.Shorthand]:
    return {shorthand.path: shorthand for shorthand in generators.SHORTHANDS}


def _with(sent: Mapping[str, Any], rewritten: Mapping[str, Any]) -> Mapping[str, Any]:
    """Copy what a page sent, a ``QueryDict`` that holds lists, with other texts in some inputs."""
    if not rewritten:
        return sent
    inputs: dict[str, Any] = sent.copy()  # type: ignore[attr-defined] # of a QueryDict, its like
    for path in rewritten:
        inputs[path] = rewritten[path]
    return inputs

"""What decides the lines of a bundle for one plan."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from dataclasses import replace
from functools import partial
from typing import Any

from pydantic import ValidationError

from generators.explanation.attribution import Attribution
from generators.explanation.attribution import Trial
from generators.explanation.attribution import other_values
from generators.explanation.composition import composed
from generators.explanation.patience import ask_before_trial
from generators.explanation.texts import Content
from generators.explanation.texts import contents
from generators.explanation.tracing import traced
from generators.judgement.placeholders import placeholders_for
from generators.plan import Plan
from generators.plan import PlanFile
from generators.plan import revised

TLS_MODE = "tls.mode"
# Gives the plans to judge with another value of a choice; as they are, without a choice.
PlansWith = Callable[[str, Any], Sequence[Plan]]
Filling = Callable[[Plan], "Filled"]


@dataclass(frozen=True)
class Filled:
    """A plan in which what is open is a placeholder; ``asked`` names these by choice.

    ``given`` is the plan without them. ``reads`` are the choices by which no placeholder was
    needed, where it is known.
    """

    given: Plan
    plan: Plan
    asked: dict[str, str]
    reads: frozenset[str] | None = None


def filled(plan: Plan) -> Filled:
    """Put placeholders for what a plan leaves open and an error asks for."""
    return with_asked(plan, placeholders_for(plan))


def with_asked(plan: Plan, asked: dict[str, str]) -> Filled:
    """Put these placeholders into a plan."""
    return Filled(plan, revised(plan, asked) if asked else plan, asked)


def started(plan: Plan, filling: Filling = filled) -> Filled:
    """Fill a plan that others are compared with; it is known what its placeholders rest on."""
    if filling is not filled:
        return filling(plan)
    needed = traced(placeholders_for, plan)
    start = with_asked(plan, needed.made)
    return start if start.asked else replace(start, reads=needed.reads)


def with_value(start: Filled, path: str, value: Any, filling: Filling = filled) -> Filled:
    """Fill the plan with another value of a choice; a pydantic error where no plan can have it."""
    plan = revised(start.given, {path: value})
    known = start.reads is not None and not start.reads & changed_choices(start.given, plan, path)
    return Filled(plan, plan, {}, start.reads) if known else filling(plan)


def changed_choices(before: Plan, after: Plan, path: str) -> set[str]:
    """Name the choices that are otherwise with another value of one: TLS follows from others."""
    return {path} | ({TLS_MODE} if before.tls.mode != after.tls.mode else set())


def changed_between(one: Filled, other: Filled, path: str) -> set[str]:
    """Name the choices in which two plans differ, placeholders among them."""
    placeholders = {path for path, _ in one.asked.items() ^ other.asked.items()}
    return placeholders | changed_choices(one.plan, other.plan, path)


def single_contents(file: PlanFile) -> dict[str, Content]:
    """Give what each explained file of a plan for one environment holds, by path."""
    return contents(composed(filled(file.shared).plan))


def attributed(
    plan: Plan,
    file: str = "",
    choice: str = "",
    filling: Filling = filled,
    judged: PlansWith | None = None,
) -> Attribution:
    """Find the choices of each line, of every file or of one; or the lines of one choice.

    ``filling`` puts placeholders for what a plan leaves open. ``judged`` gives the plans whose
    errors tell whether a value is valid, where it is not this plan.
    """
    start = started(plan, filling)
    judging = judged or (lambda path, value: (_filled_with(start, path, value, filling).plan,))
    whole = composed(start.plan)
    before = {path: made for path, made in contents(whole).items() if file in ("", path)}
    attribution = Attribution(before, partial(judging, "", None))
    if not before:
        return attribution
    scope = whole.stage_scope_of(file)
    for path, values in other_values(plan, scope.reads & {choice} if choice else scope.reads):
        trials = []
        for value in values:
            ask_before_trial()
            # A value that no plan can have makes no trial.
            with suppress(ValidationError):
                other = with_value(start, path, value, filling)
                made = contents(scope.with_plan(other.plan, changed_between(start, other, path)))
                trials.append(Trial(made, partial(judging, path, value)))
        attribution.add(path, trials)
    return attribution


def _filled_with(start: Filled, path: str, value: Any, filling: Filling) -> Filled:
    return with_value(start, path, value, filling) if path else start

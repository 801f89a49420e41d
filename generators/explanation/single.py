"""What decides the lines of a bundle for one plan."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from generators.explanation.attribution import Attribution
from generators.explanation.attribution import Trial
from generators.explanation.attribution import other_values
from generators.explanation.composition import Composed
from generators.explanation.composition import ReleaseScope
from generators.explanation.composition import Scope
from generators.explanation.composition import composed
from generators.explanation.texts import contents
from generators.judgement.placeholders import placeholders_for
from generators.plan import Plan
from generators.plan import revised

Filling = Callable[[Plan], "Filled"]


@dataclass(frozen=True)
class Filled:
    """A plan in which what is open is a placeholder; ``asked`` names these by choice."""

    plan: Plan
    asked: dict[str, str]


def filled(plan: Plan) -> Filled:
    """Put placeholders for what a plan leaves open and an error asks for."""
    asked = placeholders_for(plan)
    return Filled(revised(plan, asked) if asked else plan, asked)


def changed_between(one: Filled, other: Filled) -> set[str]:
    """Name the choices in which the placeholders of two plans differ."""
    return {path for path, _ in one.asked.items() ^ other.asked.items()}


def attributed(
    plan: Plan, file: str = "", choice: str = "", filling: Filling = filled
) -> Attribution:
    """Find the choices of each line, of every file or of one; or the lines of one choice.

    ``filling`` puts placeholders for what a plan leaves open.
    """
    start = filling(plan)
    whole = composed(start.plan)
    before = {path: made for path, made in contents(whole).items() if file in ("", path)}
    attribution = Attribution(before, (start.plan,))
    if not before:
        return attribution
    scope = whole.scope_of(file) if file else whole
    for path, values in other_values(plan, scope.reads & {choice} if choice else scope.reads):
        others = _others(plan, path, values, filling)
        attribution.add(path, list(_trials(scope, start, path, others)))
    return attribution


def _others(plan: Plan, path: str, values: Iterable[Any], filling: Filling) -> Iterator[Filled]:
    """Give the plan with each other value; a value that no plan can have makes none."""
    for value in values:
        try:
            yield filling(revised(plan, {path: value}))
        except ValidationError:
            continue


def _trials(
    scope: Composed | Scope | ReleaseScope, start: Filled, path: str, others: Iterable[Filled]
) -> Iterator[Trial]:
    """Make everything again for each of these plans, which differ in one choice."""
    for other in others:
        changed = {path} | changed_between(start, other)
        yield Trial(contents(scope.with_plan(other.plan, changed)), (other.plan,))

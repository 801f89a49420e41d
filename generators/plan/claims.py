"""Claims: what a plan states of the world outside the bundle, which only people can know.

No default makes one. A plan file that leaves a claim out has not confirmed it; ``false`` says No.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from generators.plan.catalogue import Choice
from generators.plan.catalogue import choice_at
from generators.plan.catalogue import choices
from generators.plan.plan import Plan


@dataclass(frozen=True)
class Claim:
    """A claim that a plan is asked for.

    ``value`` is what the plan states; where nobody ``stated`` it, the value that rules and capacity
    assume.
    """

    choice: Choice
    stated: bool
    value: Any

    @property
    def path(self) -> str:
        return self.choice.path

    @property
    def label(self) -> str:
        """The label with its group's, so that it is understood alone."""
        return self.choice.title


def claims(plan: Plan) -> tuple[Claim, ...]:
    """List the claims that a plan is asked for, in the wizard's order."""
    return tuple(
        Claim(choice, stated(plan, choice.path), choice.of(plan))
        for choice in choices()
        if is_claim(plan, choice) and choice.applies(plan)
    )


def is_claim(plan: Plan, choice: Choice) -> bool:
    """Tell whether a choice is a claim in a plan: maxConnections is one of an external server."""
    return choice.ask.claim(plan)


def stated(plan: Plan, path: str) -> bool:
    """Tell whether somebody stated the value of a choice, were it the default; empty states none.

    :class:`KeyError` where there is no choice with this path.
    """
    value: Any = plan.spec
    for name in choice_at(path).names:
        if name not in value.model_fields_set:
            return False
        value = getattr(value, name)
    return bool(value != "")


def confirmed(plan: Plan, path: str) -> bool:
    """Tell whether documents may rely on a choice: it is no claim, or somebody stated it."""
    return not is_claim(plan, choice_at(path)) or stated(plan, path)


def unconfirmed(plan: Plan) -> tuple[str, ...]:
    """List the claims that nobody stated, by path, those that are not asked now included."""
    return tuple(
        choice.path
        for choice in choices()
        if is_claim(plan, choice) and not stated(plan, choice.path)
    )

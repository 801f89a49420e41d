"""A rule over all environments of a plan file: what two of them must not have in common."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from collections.abc import Hashable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar
from typing import Unpack

from generators.guide.rule import Finding
from generators.guide.rule import Rule
from generators.guide.rule import Words
from generators.plan import Plan

Value = TypeVar("Value", bound=Hashable)


@dataclass(frozen=True)
class Overlap:
    """A message of such a rule, and the environments that it is about.

    ``at`` names the choices where the rule's ``about`` names more.
    """

    message: str
    environments: tuple[str, ...]
    at: tuple[str, ...] = ()


Compare = Callable[[Mapping[str, Plan]], Iterable[Overlap]]


@dataclass(frozen=True)
class EnvironmentRule(Rule):
    """A rule that compares environments; it says nothing of one plan alone.

    Its ``bad`` example names choices as a plan file does: ``environments.staging.redis.host``.
    """

    compare: Compare = lambda plans: ()

    def compared(self, plans: Mapping[str, Plan]) -> tuple[Finding, ...]:
        """List what this rule says of the environments' plans."""
        return tuple(self._overlap(overlap) for overlap in self.compare(plans))

    def _overlap(self, overlap: Overlap) -> Finding:
        return Finding(
            self,
            overlap.message,
            overlap.at or self.about,
            self.fix,
            {},
            self.severity,
            overlap.environments,
        )


def environment_rule(**words: Unpack[Words]) -> Callable[[Compare], EnvironmentRule]:
    """Make a rule over environments of the function below, whose name is the rule's slug."""
    return lambda compare: EnvironmentRule(
        slug=compare.__name__.replace("_", "-"), compare=compare, **words
    )


def in_common(
    plans: Mapping[str, Plan], values: Callable[[Plan], Iterable[Value]]
) -> Iterator[tuple[Value, tuple[str, ...]]]:
    """Give each value that several environments have, with their names."""
    having: dict[Value, list[str]] = defaultdict(list)
    for environment, plan in plans.items():
        for value in dict.fromkeys(values(plan)):
            having[value].append(environment)
    return ((value, tuple(names)) for value, names in having.items() if len(names) > 1)


def named(environments: tuple[str, ...]) -> str:
    """Name environments in a sentence: “staging and production”."""
    *others, last = environments
    return f"{', '.join(others)} and {last}"

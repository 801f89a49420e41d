"""Which choices decide each line: those of which another valid value gives another line.

A value is valid here if the choice takes it and the plan has no further error with it. Where every
other value of a choice is an error in this plan, all of them count.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from functools import cached_property
from typing import Any

from pydantic import ValidationError

from generators.explanation.alternatives import alternatives
from generators.explanation.changes import changed_lines
from generators.explanation.texts import Content
from generators.explanation.texts import differs
from generators.explanation.texts import lines
from generators.guide import Severity
from generators.guide import findings
from generators.plan import Plan
from generators.plan import choices

NAME = "metadata.name"
NAMES = ("other-name", "a-much-longer-other-name")


@dataclass(frozen=True)
class Trial:
    """What the files hold with another value of a choice, and the plans that were made with it."""

    contents: Mapping[str, Content]
    plans: Callable[[], Sequence[Plan]]


@dataclass
class Attribution:
    """The choices by line of each file; lines are counted from 0 while they are collected.

    ``plans`` are those that are judged, in the order of the plans of each trial.
    """

    before: Mapping[str, Content]
    plans: Callable[[], Sequence[Plan]]
    texts: dict[str, list[str]] = field(default_factory=dict)
    choices: dict[str, dict[int, list[str]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(list))
    )

    def lines_of(self, path: str) -> list[str]:
        """Give the lines of a file."""
        if path not in self.texts:
            self.texts[path] = lines(self.before[path])
        return self.texts[path]

    def add(self, choice: str, trials: Iterable[Trial]) -> None:
        """Name a choice on every line that is otherwise with another valid value of it."""
        changed = [(trial, frozenset(self._changed(trial.contents))) for trial in trials]
        alike = len({positions for _, positions in changed}) <= 1
        if not alike:
            valid = [entry for entry in changed if not self._adds_errors(entry[0])]
            changed = valid or changed
        for path, number in frozenset().union(*(positions for _, positions in changed)):
            named = self.choices[path][number]
            if choice not in named:
                named.append(choice)

    def _changed(self, after: Mapping[str, Content]) -> Iterator[tuple[str, int]]:
        for path, content in self.before.items():
            other = after.get(path)
            if other is None:
                yield from ((path, number) for number in range(len(self.lines_of(path))))
            elif differs(content, other):
                for number in changed_lines(self.lines_of(path), lines(other)):
                    yield path, number

    def _adds_errors(self, trial: Trial) -> bool:
        try:
            plans = trial.plans()
        except ValidationError:
            return True
        pairs = zip(plans, self.plans(), self._errors, strict=True)
        return any(
            plan is not before and not errors_of(plan) <= known for plan, before, known in pairs
        )

    @cached_property
    def _errors(self) -> tuple[frozenset[tuple[str, str]], ...]:
        return tuple(errors_of(plan) for plan in self.plans())


def errors_of(plan: Plan) -> frozenset[tuple[str, str]]:
    """Name the errors of a plan by rule and choice."""
    errors = (finding for finding in findings(plan) if finding.severity is Severity.ERROR)
    return frozenset((error.rule.slug, error.paths[0]) for error in errors)


def other_values(plan: Plan, among: Iterable[str]) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """Give each of these choices with the other values to try."""
    wanted = set(among)
    if NAME in wanted:
        yield NAME, tuple(name for name in NAMES if name != plan.name)
    for choice in choices():
        if choice.path in wanted:
            yield choice.path, alternatives(choice.path, plan)

"""Promotions: what one would move, and how far an environment is behind its source."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import generators
from configurator.models import Configuration
from configurator.wording.plurals import counted
from configurator.wording.values import value_text


@dataclass(frozen=True)
class Line:
    """One choice of a promotion: the source's value, and the one that the target has."""

    path: str
    title: str
    source: str
    target: str


@dataclass(frozen=True)
class Origin:
    """From where an environment's values came, and how many choices would move by now."""

    target: str
    source: str
    revision: int
    draft: bool
    behind: int

    @property
    def words(self) -> str:
        """Say both in sentences."""
        version = f"revision {self.revision}" if self.revision else "the draft"
        if self.draft and self.revision:
            version = f"the draft after revision {self.revision}"
        came = f"{self.target} has the values of {self.source} from {version}."
        if not self.behind:
            return f"{came} It is up to date."
        return f"{came} It is behind by {counted(self.behind, 'choice')}."


def lines(differences: Iterable[generators.Difference]) -> tuple[Line, ...]:
    """Write the choices of a promotion for a page."""
    return tuple(_line(difference) for difference in differences)


def _line(difference: generators.Difference) -> Line:
    choice = generators.choice_at(difference.path)
    source = value_text(choice, difference.source)
    target = value_text(choice, difference.target)
    return Line(choice.path, choice.title, source, target)


def origins(configuration: Configuration) -> tuple[Origin, ...]:
    """List the environments of a draft that were promoted to, in the order of promotion."""
    file = configuration.plan_file
    rows: Mapping[str, Any] = configuration.promotions
    return tuple(
        Origin(
            target,
            rows[target]["source"],
            rows[target]["revision"],
            rows[target]["draft"],
            len(generators.promote(file, rows[target]["source"], target).moved),
        )
        for target in file.own
        if target in rows and rows[target]["source"] in file.own
    )

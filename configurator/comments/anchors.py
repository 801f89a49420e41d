"""What one revision says, read once: its choices, its findings, the lines of its files."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import generators
from configurator.comments.line_quote import lines_of
from configurator.models import Revision
from configurator.plans.steps import STEPS
from configurator.plans.steps import Step
from configurator.plans.stored_findings import Judged

AS_SAVED = "As it was saved"


@dataclass(frozen=True)
class Answer:
    """A choice with its value; ``raw`` is the value as the revision keeps it."""

    path: str
    title: str
    raw: Any
    help: str = ""
    default: bool = False

    @property
    def shown(self) -> str:
        return shown(self.path, self.raw)


@dataclass(frozen=True)
class Chapter:
    """The choices of one step."""

    title: str
    answers: tuple[Answer, ...]


class Ground:
    """What can be talked about on a revision."""

    def __init__(self, revision: Revision) -> None:
        self.revision = revision

    @cached_property
    def readable(self) -> bool:
        """Tell whether this version still understands the plan."""
        try:
            return bool(self.revision.plan.name)
        except generators.Unreadable:
            return False

    @cached_property
    def chapters(self) -> tuple[Chapter, ...]:
        """List the choices that the plan needs; all that was kept where it cannot be read."""
        if not self.readable:
            return (Chapter(AS_SAVED, tuple(_kept(self.revision.complete))),)
        return tuple(Chapter(step.title, tuple(self._answers(step))) for step in STEPS)

    @cached_property
    def choices(self) -> Mapping[str, Answer]:
        """Give the same by path."""
        return {each.path: each for chapter in self.chapters for each in chapter.answers}

    @property
    def findings(self) -> tuple[Judged, ...]:
        """List what the guide said when the revision was saved."""
        return self.revision.judged

    @cached_property
    def _files(self) -> Mapping[str, str]:
        bundle = self.revision.bundle
        return {each.path: each.text for each in bundle.files} if bundle else {}

    def lines(self, path: str) -> list[str] | None:
        """Give the lines of a file, or nothing where there is no such file."""
        return lines_of(self._files[path]) if path in self._files else None

    def _answers(self, step: Step) -> Iterator[Answer]:
        plan = self.revision.plan
        for choice in step.choices:
            if choice.applies(plan):
                raw = value_at(self.revision.complete, choice.path)
                default = choice.of(plan) == choice.default
                yield Answer(choice.path, choice.title, raw, choice.help, default)


def value_at(complete: Mapping[str, Any], path: str) -> Any:
    """Read a choice's value as it was kept; nothing where the kept plan has no such choice."""
    place: Any = complete if path.startswith("metadata.") else complete.get("spec")
    for name in path.split("."):
        if not isinstance(place, Mapping):
            return None
        place = place.get(name)
    return place


def _kept(complete: Mapping[str, Any]) -> Iterator[Answer]:
    metadata, spec = (complete.get(name) or {} for name in ("metadata", "spec"))
    for path, value in _leaves({"metadata": metadata, **spec}):
        yield Answer(path, path, value)


def _leaves(group: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in group.items():
        if isinstance(value, Mapping) and value:
            yield from _leaves(value, f"{before}{name}.")
        else:
            yield f"{before}{name}", value


def shown(path: str, raw: Any) -> str:
    """Write a value that was kept as the wizard would, with its unit."""
    choice = next((each for each in generators.choices() if each.path == path), None)
    unit = f" {choice.ask.unit}" if choice and choice.ask.unit and type(raw) is int else ""
    return generators.shown(tuple(raw) if isinstance(raw, list) else raw) + unit

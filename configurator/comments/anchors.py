"""What comments on a revision can be about: its choices, its findings, lines of its files."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import generators
from configurator.comments.line_quote import lines_of
from configurator.models import Revision
from configurator.plans.environments import NAMED_BY_KEY
from configurator.plans.environments import key_of
from configurator.plans.environments import parts_of
from configurator.plans.steps import STEPS
from configurator.plans.steps import Step
from configurator.plans.stored_findings import StoredFinding
from configurator.wording.values import stored_value_text

AS_SAVED = "As it was saved"


@dataclass(frozen=True)
class RevisionChoice:
    """A choice with its value in a revision; ``raw`` is the value as it is stored in JSON.

    The ``path`` of a value that an environment has for itself begins with the environment's name:
    ``staging:release.backend.tag``.
    """

    path: str
    title: str
    raw: Any
    help: str = ""
    default: bool = False

    @property
    def text(self) -> str:
        return stored_value_text(self.path, self.raw)


@dataclass(frozen=True)
class ChoiceSection:
    """The choices of one step, or those that one environment has for itself."""

    title: str
    choices: tuple[RevisionChoice, ...]


class Anchors:
    """Everything on a revision that a comment can be anchored to. Each part is read once."""

    def __init__(self, revision: Revision) -> None:
        self.revision = revision

    @cached_property
    def readable(self) -> bool:
        """Tell whether this version can read the plan."""
        try:
            return bool(self.revision.plan.name)
        except generators.Unreadable:
            return False

    @cached_property
    def sections(self) -> tuple[ChoiceSection, ...]:
        """List the choices that apply to the plan; every stored value where it is unreadable."""
        if not self.readable:
            return (ChoiceSection(AS_SAVED, tuple(_stored_values(self.revision.complete))),)
        shared = (ChoiceSection(step.title, tuple(self._choices(step))) for step in STEPS)
        own = (
            ChoiceSection(f"Environment {name}", tuple(self._own_choices(name)))
            for name in self.revision.plan_file.own
        )
        return (*shared, *own)

    @cached_property
    def choices(self) -> Mapping[str, RevisionChoice]:
        """Return the same choices by their path."""
        return {choice.path: choice for section in self.sections for choice in section.choices}

    @property
    def findings(self) -> tuple[StoredFinding, ...]:
        """List the findings that were stored with the revision."""
        return self.revision.stored_findings

    @cached_property
    def _files(self) -> Mapping[str, str]:
        bundle = self.revision.bundle
        return {file.path: file.text for file in bundle.files} if bundle else {}

    def lines(self, path: str) -> list[str] | None:
        """Return the lines of a file, or nothing where the revision has no such file."""
        return lines_of(self._files[path]) if path in self._files else None

    def _choices(self, step: Step) -> Iterator[RevisionChoice]:
        file = self.revision.plan_file
        plan = file.shared
        for choice in step.choices:
            # The keys under environments name them, and no choice does.
            if choice.applies(plan) and (file.single or choice.path != NAMED_BY_KEY):
                raw = stored_value(self.revision.complete, choice.path)
                default = choice.of(plan) == choice.default
                yield RevisionChoice(choice.path, choice.title, raw, choice.help, default)

    def _own_choices(self, environment: str) -> Iterator[RevisionChoice]:
        file = self.revision.plan_file
        plan = file.plan_of(environment)
        for choice in map(generators.choice_at, file.own[environment]):
            if choice.applies(plan):
                key = key_of(environment, choice.path)
                raw = stored_value(self.revision.complete, key)
                yield RevisionChoice(key, choice.title, raw, choice.help)


def stored_value(complete: Mapping[str, Any], key: str) -> Any:
    """Return the stored value of a choice, or nothing where the plan has no such choice."""
    environment, path = parts_of(key)
    value: Any = complete if path.startswith("metadata.") else complete.get("spec")
    if environment:
        value = complete.get("environments", {}).get(environment)
    for name in path.split("."):
        if not isinstance(value, Mapping):
            return None
        value = value.get(name)
    return value


def _stored_values(complete: Mapping[str, Any]) -> Iterator[RevisionChoice]:
    metadata, spec = (complete.get(name) or {} for name in ("metadata", "spec"))
    for path, value in _leaves({"metadata": metadata, **spec}):
        yield RevisionChoice(path, path, value)
    for environment, own in (complete.get("environments") or {}).items():
        for path, value in _leaves(own or {}):
            yield RevisionChoice(key_of(environment, path), f"{environment}: {path}", value)


def _leaves(group: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in group.items():
        if isinstance(value, Mapping) and value:
            yield from _leaves(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", value

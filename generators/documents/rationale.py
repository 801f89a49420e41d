"""Why a bundle is as it is: its choices, their reasons, and what came of each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from generators.guide import Finding
from generators.guide import Statement
from generators.guide import Waived
from generators.guide import statement
from generators.guide.capacity import Capacity
from generators.guide.capacity import capacity
from generators.judgement import Judgement
from generators.judgement.entry import Entry
from generators.manifests.part import File
from generators.manifests.part import Note
from generators.plan import Choice
from generators.plan import Plan
from generators.plan import choices
from generators.plan import confirmed
from generators.plan import topics
from generators.plan.claims import is_claim
from generators.plan.entry import Entry as ListEntry
from generators.plan.entry import entry_text
from generators.plan.plan import Spec

# The statuses of a statement, in the order in which a reader asks for them.
STATUSES = ("violated", "people", "satisfied", "not-applicable")
# How a help text begins that asks for a text, and for a choice to be turned on.
DESCRIBED, TURNED_ON = "Describe ", "Turn this on if "
SENTENCE = re.compile(r"(?<=[a-z)`]\.) (?=[A-Z])")


@dataclass(frozen=True)
class Reason:
    """One choice of a plan: what was chosen, which statements it answers, what it made.

    ``claim`` tells that it states a fact about the world outside the bundle.
    """

    choice: Choice
    value: str
    default: bool
    statements: tuple[Statement, ...]
    files: tuple[str, ...]
    claim: bool

    @property
    def meaning(self) -> str:
        """Say in one sentence what the value does: the option's, or the choice's own.

        What a help text asks its reader to write is left out: the value is that text.
        """
        option = self.choice.options.get(self.value)
        text = option.hint if option and option.hint else self.choice.help
        sentence = SENTENCE.split(text, maxsplit=1)[0]
        if sentence.startswith(DESCRIBED):
            return ""
        stated = sentence.removeprefix(TURNED_ON)
        return stated[:1].upper() + stated[1:] if self.value == "yes" else sentence


@dataclass(frozen=True)
class Chapter:
    """The reasons of one topic."""

    topic: str
    title: str
    reasons: tuple[Reason, ...]

    @property
    def decisions(self) -> tuple[Reason, ...]:
        """List the choices that differ from their defaults."""
        return tuple(reason for reason in self.reasons if not reason.default)

    @property
    def defaults(self) -> tuple[Reason, ...]:
        """List the choices that have their defaults."""
        return tuple(reason for reason in self.reasons if reason.default)


@dataclass(frozen=True)
class Rationale:
    """The whole rationale, as the page and RATIONALE.md show it."""

    plan: Plan
    verdict: str
    chapters: tuple[Chapter, ...]
    files: tuple[File, ...]
    findings: tuple[Finding, ...]
    waived: tuple[Waived, ...]
    coverage: tuple[Entry, ...]
    notes: tuple[Note, ...]
    capacity: Capacity

    @property
    def decisions(self) -> tuple[Reason, ...]:
        """List the choices of all topics that differ from their defaults."""
        return tuple(reason for chapter in self.chapters for reason in chapter.decisions)

    @property
    def counts(self) -> dict[str, int]:
        """Count the guide's statements by status, what is not satisfied first."""
        return counts(self.coverage)

    def noted(self, kind: str) -> tuple[Note, ...]:
        """List the notes of one kind: ``assumed``, ``limit`` or ``manual``."""
        return tuple(note for note in self.notes if note.kind == kind)


def counts(coverage: Iterable[Entry]) -> dict[str, int]:
    """Count the statements of a coverage by status, what is not satisfied first."""
    counted = Counter(entry.status for entry in coverage)
    return {status: counted[status] for status in STATUSES if counted[status]}


def rationale(judgement: Judgement) -> Rationale:
    """Explain a judged plan."""
    files_by_choice = _made_from(judgement.layout.files)
    plan = judgement.plan
    return Rationale(
        plan=plan,
        verdict=judgement.verdict,
        chapters=tuple(_chapter(plan, topic, files_by_choice) for topic in topics()),
        files=tuple(sorted(judgement.layout.files, key=lambda file: file.path)),
        findings=judgement.findings,
        waived=judgement.waived,
        coverage=judgement.coverage,
        notes=judgement.layout.whole.notes,
        capacity=capacity(plan),
    )


def undated_rationale(judgement: Judgement) -> Rationale:
    """Explain a judged plan as its bundle's RATIONALE.md does, which names no day."""
    return rationale(judgement.undated)


def _made_from(files: tuple[File, ...]) -> Mapping[str, tuple[str, ...]]:
    files_by_choice: dict[str, tuple[str, ...]] = {}
    for file in sorted(files, key=lambda artifact: artifact.path):
        for path in file.choices:
            files_by_choice[path] = (*files_by_choice.get(path, ()), file.path)
    return files_by_choice


def _chapter(plan: Plan, topic: str, files_by_choice: Mapping[str, tuple[str, ...]]) -> Chapter:
    title = Spec.model_fields[topic].title or topic
    applicable = [choice for choice in choices() if choice.topic == topic and choice.applies(plan)]
    return Chapter(
        topic, title, tuple(_reason(plan, choice, files_by_choice) for choice in applicable)
    )


def _reason(plan: Plan, choice: Choice, files_by_choice: Mapping[str, tuple[str, ...]]) -> Reason:
    value = choice.of(plan)
    return Reason(
        choice,
        shown(value) if confirmed(plan, choice.path) else "not confirmed",
        value == choice.default,
        tuple(statement(identifier) for identifier in choice.ask.guide),
        files_by_choice.get(choice.path, ()),
        is_claim(plan, choice),
    )


def _listed(values: tuple[Any, ...]) -> str:
    """Write a list; a semicolon parts entries that have commas in them."""
    entries = any(isinstance(value, ListEntry | Mapping) for value in values)
    texts = [entry_text(value) if isinstance(value, Mapping) else str(value) for value in values]
    return ("; " if entries else ", ").join(texts)


def shown(value: Any) -> str:
    """Write a value for a reader: yes and no, lists with commas, nothing as “not given”."""
    if value is True or value is False:
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return ", ".join(f"{key}={inner}" for key, inner in value.items()) or "none"
    if isinstance(value, tuple):
        return _listed(value) or "none"
    return str(value) if value != "" else "not given"

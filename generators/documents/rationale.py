"""Why a bundle is as it is: its choices, their reasons, and what came of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from generators.guide import Finding
from generators.guide import Statement
from generators.guide import Waived
from generators.guide import statement
from generators.judgement import Judgement
from generators.judgement.coverage import Entry
from generators.manifests.part import File
from generators.manifests.part import Note
from generators.plan import Choice
from generators.plan import Plan
from generators.plan import choices
from generators.plan import topics
from generators.plan.entry import Entry as ListEntry
from generators.plan.entry import entry_text
from generators.plan.plan import Spec


@dataclass(frozen=True)
class Reason:
    """One choice of a plan: what was chosen, which statements it answers, what it made."""

    choice: Choice
    value: str
    default: bool
    statements: tuple[Statement, ...]
    files: tuple[str, ...]


@dataclass(frozen=True)
class Chapter:
    """The reasons of one topic."""

    topic: str
    title: str
    reasons: tuple[Reason, ...]


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

    def noted(self, kind: str) -> tuple[Note, ...]:
        """List the notes of one kind: ``assumed``, ``limit`` or ``manual``."""
        return tuple(note for note in self.notes if note.kind == kind)


def rationale(judgement: Judgement) -> Rationale:
    """Explain a judged plan."""
    made = _made_from(judgement.layout.files)
    plan = judgement.plan
    return Rationale(
        plan=plan,
        verdict=judgement.verdict,
        chapters=tuple(_chapter(plan, topic, made) for topic in topics()),
        files=tuple(sorted(judgement.layout.files, key=lambda file: file.path)),
        findings=judgement.findings,
        waived=judgement.waived,
        coverage=judgement.coverage,
        notes=judgement.layout.whole.notes,
    )


def _made_from(files: tuple[File, ...]) -> Mapping[str, tuple[str, ...]]:
    made: dict[str, tuple[str, ...]] = {}
    for file in sorted(files, key=lambda artifact: artifact.path):
        for path in file.choices:
            made[path] = (*made.get(path, ()), file.path)
    return made


def _chapter(plan: Plan, topic: str, made: Mapping[str, tuple[str, ...]]) -> Chapter:
    title = Spec.model_fields[topic].title or topic
    asked = [choice for choice in choices() if choice.topic == topic and choice.applies(plan)]
    return Chapter(topic, title, tuple(_reason(plan, choice, made) for choice in asked))


def _reason(plan: Plan, choice: Choice, made: Mapping[str, tuple[str, ...]]) -> Reason:
    value = choice.of(plan)
    return Reason(
        choice,
        shown(value),
        value == choice.default,
        tuple(statement(identifier) for identifier in choice.ask.guide),
        made.get(choice.path, ()),
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

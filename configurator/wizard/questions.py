"""A step as a page shows it: questions in sections, each with what the guide says of it."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any

from django.forms import BoundField

import generators
from configurator.models import Configuration
from configurator.plans.environments import NAMED_BY_KEY
from configurator.plans.environments import SHARED
from configurator.plans.steps import Step
from configurator.wizard.chosen_by import chosen_by
from configurator.wizard.derivation import offer
from configurator.wizard.environments import findings_in
from configurator.wizard.environments import own_values
from configurator.wizard.environments import shared_value
from configurator.wizard.fields import CLAIM_OPTIONS
from configurator.wizard.fields import ChoiceField
from configurator.wizard.form import StepForm
from configurator.wizard.form import html_id
from configurator.wizard.merge import Theirs
from configurator.wizard.merge import digests
from configurator.wizard.progress import blanks
from configurator.wording.fingerprint import fingerprint

LONGEST_EXAMPLE = 60


@dataclass(frozen=True)
class Source:
    """The answer that a value follows, in words.

    ``holds`` tells that the plan has the derived value, ``waits`` that the source has no answer.
    """

    words: str
    holds: bool
    waits: bool


@dataclass(frozen=True)
class Question:
    """One choice in the page. Without ``bound`` it is not asked now, and only keeps its place.

    ``blank`` is the example of something that only the engineer knows and has not said yet,
    ``digest`` names the value that is stored, and ``theirs`` is what another page saved meanwhile.
    ``offer`` is a value that one press sets. ``origin`` names what the value follows, and
    ``collapsed`` tells that the page shows this in place of the input. ``in_url`` lists what a
    URL says beside this host. ``asked_too`` tells that an error, which stands at another question,
    asks for this one as well.
    In the tab of an environment that has a value of its own, ``shared`` is the one it would share;
    in the shared tab, ``differing`` gives the environments with other values. ``chosen_by`` is
    ``preset`` or ``default`` where no person chose the value.
    """

    choice: generators.Choice
    bound: BoundField | None
    findings: tuple[generators.Finding, ...] = ()
    blank: str = ""
    digest: str = ""
    theirs: Theirs | None = None
    shared: str | None = None
    differing: tuple[tuple[str, str], ...] = ()
    offer: str = ""
    chosen_by: str = ""
    origin: Source | None = None
    value: str = ""
    in_url: tuple[tuple[str, str, str], ...] = ()
    asked_too: bool = False

    @property
    def collapsed(self) -> bool:
        """Tell whether the value comes from another answer, so that nobody has to give it."""
        origin, trouble = self.origin, self.findings or self.conflict
        follows = bool(origin and (origin.holds or (origin.waits and not self.value)))
        return follows and not (trouble or (self.bound and self.bound.errors))

    @property
    def claim(self) -> bool:
        """Tell whether the answer is a claim, which may be left for later."""
        inner = self.bound.field if self.bound else None
        return isinstance(inner, ChoiceField) and inner.claim

    @property
    def options(self) -> Mapping[str, generators.Option]:
        """Give the options with their labels and hints."""
        return CLAIM_OPTIONS if self.claim and self.kind == "one" else self.choice.options

    @property
    def id(self) -> str:
        return html_id(self.choice.path)

    @property
    def paths(self) -> tuple[str, ...]:
        """Name the choices of a plan file that the answer is written to."""
        choice = self.choice
        return choice.covers if isinstance(choice, generators.Shorthand) else (choice.path,)

    @property
    def label(self) -> str:
        """Give the label; with its group's where the question stands apart from its group."""
        return self.choice.title if self.choice.ask.advanced else self.choice.label

    @property
    def kind(self) -> str:
        inner = self.bound.field if self.bound else None
        return inner.kind if isinstance(inner, ChoiceField) else ""

    @property
    def short(self) -> bool:
        """Tell whether two of these fit beside each other."""
        return self.choice.annotation is int

    @property
    def ask(self) -> Mapping[str, Any]:
        """Give what was declared beside label and help; a template would call the declaration."""
        ask = self.choice.ask
        return {"unit": ask.unit, "guide": ask.guide, "assumed": ask.assumed}

    @property
    def example(self) -> str:
        """Show what an answer may look like: the preset's example, or the choice's own."""
        if self.kind in ("one", "many", "flag", "number"):
            return ""
        example = self.blank or self.choice.ask.example
        return example if len(example) <= LONGEST_EXAMPLE else f"{example[:24]}…"

    @property
    def base(self) -> str:
        """Name the value that the page starts from: the one before, until the sender decides."""
        return self.theirs.base if self.theirs and self.theirs.conflict else self.digest

    @property
    def conflict(self) -> bool:
        """Tell whether another page changed the answer too, and the sender has to decide."""
        return bool(self.theirs and self.theirs.conflict)

    @property
    def updated(self) -> bool:
        """Tell whether the answer is another page's, because this page had left it alone."""
        return bool(self.theirs and not self.theirs.conflict)

    @property
    def speaks(self) -> bool:
        """Tell whether the question has notes beside its input, or a tag beside its label."""
        errors = bool(self.bound and self.bound.errors)
        notes = (self.findings, self.blank, self.theirs, self.offer, self.in_url, self.differing)
        return errors or self.shared is not None or any(notes)

    @cached_property
    def notes(self) -> str:
        """Name what stands beside the input, so that it is sent once; empty where nothing does."""
        if not self.speaks:
            return ""
        errors = self.bound.errors if self.bound else ()
        findings = [
            (finding.rule.slug, finding.severity.value, finding.message, finding.fix)
            for finding in self.findings
        ]
        changes = [finding.change for finding in self.findings]
        beside_it = (self.offer, self.origin, self.in_url, self.differing, self.shared, self.theirs)
        return fingerprint([*errors], findings, changes, self.blank, *beside_it)

    @property
    def grouped(self) -> bool:
        """Tell whether the question consists of several inputs, so that it needs a fieldset."""
        return bool(self.bound and self.bound.field.widget.use_fieldset)


@dataclass(frozen=True)
class Section:
    """Questions that belong together, under their group's label."""

    title: str
    questions: tuple[Question, ...]
    advanced: bool = False

    @property
    def speaks(self) -> bool:
        """Tell whether a question has a finding, an error, a conflict or a shared value to show."""
        return any(
            question.findings
            or question.theirs
            or question.shared is not None
            or (question.bound and question.bound.errors)
            for question in self.questions
        )


def questions(
    draft: Configuration,
    step: Step,
    form: StepForm,
    theirs: Mapping[str, Theirs],
    environment: str = SHARED,
) -> tuple[Question, ...]:
    """Ask what the plan needs on this step; each finding stands at its first choice here."""
    missing, stored = blanks(draft, environment), digests(form)
    findings = beside(findings_in(draft, environment), form)
    return tuple(
        Question(
            choice,
            form[choice.path] if choice.path in form.fields else None,
            tuple(findings.get(choice.path, ())),
            missing.get(choice.path, ""),
            stored.get(choice.path, ""),
            theirs.get(choice.path),
            shared_value(draft.plan_file, choice, environment),
            () if environment else tuple(own_values(draft.plan_file, choice)),
            offer_beside(form, choice),
            chosen_by(draft, choice, environment),
        )
        for choice in step.choices
        if not draft.environments or choice.path != NAMED_BY_KEY
    )


def offer_beside(form: StepForm, choice: generators.Choice) -> str:
    """Give the value that one press sets where the typed one is invalid or nothing is typed."""
    if choice.path not in form.fields:
        return ""
    typed = form.raw(choice.path)
    return offer(form.plan, choice, typed) if choice.path in form.errors or not typed else ""


def beside(
    findings: Iterable[generators.Finding],
    form: StepForm,
    stand_ins: Mapping[str, str] | None = None,
) -> Mapping[str, list[generators.Finding]]:
    """Place each finding at the first of its choices that is asked, or at its shorthand."""
    placed: dict[str, list[generators.Finding]] = {}
    for finding in findings:
        asked = ((stand_ins or {}).get(path, path) for path in finding.paths)
        first = next((path for path in asked if path in form.fields), None)
        if first:
            placed.setdefault(first, []).append(finding)
    return placed


def sections(questions: tuple[Question, ...]) -> Iterator[Section]:
    """Group the questions by their labels; what few people need comes last."""
    usual = [question for question in questions if not question.choice.ask.advanced]
    for title, group in groupby(usual, key=lambda question: question.choice.sections[:1]):
        yield Section("".join(title), tuple(group))
    rest = tuple(question for question in questions if question.choice.ask.advanced)
    if rest:
        yield Section("Advanced", rest, advanced=True)

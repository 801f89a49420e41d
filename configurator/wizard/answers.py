"""The page *Your answers*: what a plan cannot know by itself, grouped as people think."""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from functools import cached_property

import generators
from configurator.models import Configuration
from configurator.plans.environments import NAMED_BY_KEY
from configurator.plans.environments import SHARED
from configurator.plans.steps import METADATA
from configurator.plans.steps import Step
from configurator.wizard.answer_groups import FIRST_INSTALL
from configurator.wizard.answer_groups import GROUPS
from configurator.wizard.answer_groups import HOSTS
from configurator.wizard.answer_groups import SHAPE
from configurator.wizard.answer_groups import Group
from configurator.wizard.environments import findings_in
from configurator.wizard.environments import own_values
from configurator.wizard.environments import shared_value
from configurator.wizard.form import StepForm
from configurator.wizard.merge import Theirs
from configurator.wizard.merge import digests
from configurator.wizard.progress import ANSWERS
from configurator.wizard.progress import blanks
from configurator.wizard.progress import question_url
from configurator.wizard.questions import Question
from configurator.wizard.questions import Source
from configurator.wizard.questions import beside
from configurator.wizard.questions import offer_beside
from configurator.wording.values import value_text

# What a URL of a data store says beside the host.
IN_A_URL: Mapping[str, tuple[str, ...]] = {
    "database.host": ("database.port", "database.name", "database.sslMode"),
    "redis.host": ("redis.port", "redis.tls", "redis.db"),
}


@dataclass(frozen=True, eq=False)
class AnswersStep(Step):
    """The page as a step over all topics, so that it is checked, merged and saved like one."""

    @cached_property
    def choices(self) -> tuple[generators.Choice, ...]:
        """List all that the page may ask for."""
        return (*METADATA, *generators.SHORTHANDS, *generators.choices())


PAGE = AnswersStep(ANSWERS, "Your answers", "What only you know. Everything else has a value.")


FURTHER = "Also needed"
MORE = "More that this plan could know"


def asked(
    draft: Configuration, environment: str, on_page: Iterable[str] = ()
) -> list[generators.Choice]:
    """List the choices that the page asks for now; what is ``on_page`` stays while it applies."""
    plan = draft.plan_of(environment)
    paths = {path for group in groups(draft) for path in group.paths if _asks(plan, path)}
    paths |= {*on_page, *_needed(draft, environment, paths)}
    if not on_page:
        paths |= _worth_asking(draft, environment, paths)
    return [
        choice
        for choice in PAGE.choices
        if choice.path in paths and choice.applies(plan) and _once(draft, choice.path)
    ]


def groups(draft: Configuration) -> tuple[Group, ...]:
    """List the groups of the page; without a preset, what runs is the first question."""
    return GROUPS if draft.preset else (SHAPE, *GROUPS)


def questions(
    draft: Configuration,
    form: StepForm,
    theirs: Mapping[str, Theirs],
    environment: str = SHARED,
) -> tuple[Question, ...]:
    """Ask every choice of the page; each finding stands at what answers it."""
    plan, stored = draft.plan_of(environment), digests(form)
    missing = blanks(draft, environment)
    findings = tuple(findings_in(draft, environment))
    placed = beside(findings, form, stand_ins(plan))
    open_too = _open_too(plan, findings, {*placed, *stand_ins(plan)})
    return tuple(
        Question(
            choice,
            form[choice.path],
            tuple(placed.get(choice.path, ())),
            _blank(plan, choice, missing),
            stored.get(choice.path, ""),
            theirs.get(choice.path),
            shared_value(draft.plan_file, choice, environment),
            () if environment else tuple(own_values(draft.plan_file, choice)),
            offer_beside(form, choice),
            origin=_origin(plan, choice.path),
            value=value_text(choice, choice.of(plan)) if choice.of(plan) else "",
            asked_too=choice.path in open_too,
            in_url=tuple(_beside_it(draft, plan, environment, choice.path)),
        )
        if choice.path in form.fields
        else _unasked(choice)
        for choice in PAGE.choices
        if _once(draft, choice.path)
    )


@cache
def _unasked(choice: generators.Choice) -> Question:
    """Return the place of a choice that is not asked, which shows nothing."""
    return Question(choice, None)


def _open_too(
    plan: generators.Plan,
    findings: Iterable[generators.Finding],
    placed: Collection[str],
) -> frozenset[str]:
    """List further empty texts that an error is about: the error is shown at another choice."""
    errors = (finding for finding in findings if finding.severity is generators.Severity.ERROR)
    paths = {path for error in errors for path in error.paths if path not in placed}
    texts = (generators.choice_at(path) for path in paths if not path.startswith("metadata."))
    return frozenset(choice.path for choice in texts if choice.of(plan) == "" == choice.default)


def _origin(plan: generators.Plan, path: str) -> Source | None:
    """Say what a value follows, with the answer that it follows."""
    origin = generators.origin(plan, path)
    if origin is None:
        return None
    source = PAGE.by_path[origin.source]
    given = source.of(plan)
    return Source(
        f"{source.title} {value_text(source, given)}" if given else source.title,
        holds=origin.holds,
        waits=origin.waits,
    )


def _beside_it(
    draft: Configuration, plan: generators.Plan, environment: str, path: str
) -> Iterator[tuple[str, str, str]]:
    """List what a pasted URL gives beside its host: title, value, and where to change it."""
    for beside_it in IN_A_URL.get(path, ()):
        choice = generators.choice_at(beside_it)
        url = question_url(draft, environment, beside_it)
        yield choice.label.partition(":")[0], value_text(choice, choice.of(plan)), url


def stand_ins(plan: generators.Plan) -> dict[str, str]:
    """Map the path of a choice to the shorthand that shows its findings.

    An empty shorthand that follows another one, as the frontend's image follows the backend's,
    leaves its findings to that one.
    """
    covered = {
        path: shorthand.path for shorthand in generators.SHORTHANDS for path in shorthand.covers
    }
    given = {path for path in HOSTS if generators.choice_at(path).of(plan)}
    waiting = {
        shorthand.path: origin.source
        for shorthand in generators.SHORTHANDS
        if not shorthand.of(plan) and (origin := generators.origin(plan, shorthand.path))
    }
    return {
        path: waiting.get(stand_in, stand_in)
        for path, stand_in in covered.items()
        if path not in given
    }


def left(questions: Iterable[Question], environment: str = SHARED) -> tuple[Question, ...]:
    """List the questions without which there is no bundle."""
    return tuple(question for question in questions if question.bound and _open(question))


def _open(question: Question) -> bool:
    errors = any(finding.severity is generators.Severity.ERROR for finding in question.findings)
    unsaid = question.choice.path == FIRST_INSTALL and not question.value
    asked = unsaid or question.conflict or (question.asked_too and not question.collapsed)
    return bool(errors or asked or (question.bound and question.bound.errors))


def _asks(plan: generators.Plan, path: str) -> bool:
    """Tell whether a question of the groups is open for this plan."""
    if path == "release.previousBackendTag":
        return bool(PAGE.by_path[FIRST_INSTALL].of(plan) == "No")
    if path == "storage.storageClass":
        return plan.storage.mode == "claim" and plan.storage.access_mode == "ReadWriteMany"
    return path != "ingress.className" or plan.ingress.controller != "gateway-api"


def _needed(draft: Configuration, environment: str, paths: Iterable[str]) -> Iterator[str]:
    """Name a choice for each error that none of these choices answers."""
    plan = draft.plan_of(environment)
    there, covered = {*paths}, stand_ins(plan)
    for finding in findings_in(draft, environment):
        if finding.severity is not generators.Severity.ERROR:
            continue
        asked = [covered.get(path, path) for path in finding.paths]
        if not there & {*asked}:
            yield from [path for path in asked if _applies(plan, path)][:1]


def _worth_asking(draft: Configuration, environment: str, paths: Iterable[str]) -> set[str]:
    """Name what a preset left open, and what the warnings ask for, beyond these choices."""
    plan = draft.plan_of(environment)
    covered = stand_ins(plan)
    warned = [
        path
        for finding in findings_in(draft, environment)
        if finding.severity is generators.Severity.WARNING
        for path in finding.paths[:1]
    ]
    grouped = {path for group in groups(draft) for path in group.paths}
    left_open = {
        path
        for path in (*blanks(draft, environment), *warned)
        if path not in covered and path not in grouped
    }
    return {path for path in left_open if _applies(plan, path)} - {*paths}


def _applies(plan: generators.Plan, path: str) -> bool:
    choice = PAGE.by_path.get(path)
    return choice is not None and choice.applies(plan)


def _blank(plan: generators.Plan, choice: generators.Choice, missing: Mapping[str, str]) -> str:
    """Give an example of what nobody has said yet; a shorthand has its own."""
    if not isinstance(choice, generators.Shorthand):
        return missing.get(choice.path, "")
    unsaid = choice.path == FIRST_INSTALL or {*choice.covers} & missing.keys()
    return (choice.ask.example or "yes") if unsaid and not choice.of(plan) else ""


def _once(draft: Configuration, path: str) -> bool:
    return not draft.environments or path != NAMED_BY_KEY


@dataclass(frozen=True)
class Part:
    """One card of the page: its title, its questions, and whether it is closed at first."""

    title: str
    questions: tuple[Question, ...]
    optional: bool = False

    @property
    def speaks(self) -> bool:
        """Tell whether a question of the card is open, so that the page shows the card open."""
        return bool(left(self.questions))


def _may_wait(question: Question) -> bool:
    return bool(question.bound) and not _open(question)


def parts(draft: Configuration, questions: Iterable[Question]) -> list[Part]:
    """Arrange the questions in cards; what is not asked keeps a place to appear in."""
    by_path = {question.choice.path: question for question in questions}
    arranged = [
        Part(group.title, tuple(by_path.pop(path) for path in group.paths if path in by_path))
        for group in groups(draft)
    ]
    rest = tuple(by_path.values())
    optional = tuple(question for question in rest if _may_wait(question))
    needed = tuple(question for question in rest if not _may_wait(question))
    return [*arranged, Part(FURTHER, needed), Part(MORE, optional, optional=True)]

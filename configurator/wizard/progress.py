"""The progress of a draft: what each step still needs, and the URL of a finding's choice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

import generators
from configurator.models import Configuration
from configurator.models import Revision
from configurator.plans.environments import SHARED
from configurator.plans.environments import key_of
from configurator.plans.environments import parts_of
from configurator.plans.steps import STEPS
from configurator.plans.steps import Step
from configurator.plans.steps import step_of
from configurator.wizard.form import html_id
from configurator.wording.plurals import counted

ANSWERS = "answers"
SHORTHANDS: Mapping[str, generators.Choice] = {
    shorthand.path: shorthand for shorthand in generators.SHORTHANDS
}
RESULTS = {"blocked": "Blocked", "warnings": "Deployable with warnings", "ready": "Ready"}


@dataclass(frozen=True)
class Stage:
    """One step as the list of steps shows it, with what it still needs."""

    step: Step
    errors: int
    warnings: int
    blanks: int

    @property
    def state(self) -> str:
        """Give the worst there is: ``error``, ``open``, ``warning`` or ``done``."""
        if self.errors:
            return "error"
        if self.blanks:
            return "open"
        return "warning" if self.warnings else "done"

    @property
    def words(self) -> str:
        """Return the meaning of the status icon as text, for screen readers."""
        counts = (
            (self.errors, "error"),
            (self.blanks, "choice to fill in"),
            (self.warnings, "warning"),
        )
        texts = [counted(number, word) for number, word in counts if number]
        return ", ".join(texts) or "complete"


def stages(draft: Configuration, environment: str = SHARED) -> tuple[Stage, ...]:
    """List the steps with what each still needs; a finding counts at its first choice.

    With an ``environment``, only what is needed there counts.
    """
    findings = Counter(
        (_home(finding), finding.severity)
        for finding in draft.judgement.findings
        if not environment or environment in finding.environments
    )
    pending = Counter(
        step_of(path)
        for name, path in map(parts_of, draft.pending)
        if not environment or name == environment
    )
    missing = Counter(step_of(path) for path in blanks(draft, environment))
    return tuple(
        Stage(
            step,
            findings[step, generators.Severity.ERROR] + pending[step],
            findings[step, generators.Severity.WARNING],
            missing[step],
        )
        for step in STEPS
    )


def blanks(draft: Configuration, environment: str = SHARED) -> dict[str, str]:
    """List what a preset leaves to the engineer and nobody has said yet, with an example each.

    What every environment answers for itself may stay open in the shared plan.
    """
    preset = next((preset for preset in generators.PRESETS if preset.slug == draft.preset), None)
    if preset is None:
        return {}
    plans = [draft.plan_of(environment)] if environment else draft.plan_file.plans.values()
    return {
        path: _example(preset.blanks[path])
        for path in preset.blanks
        if any(_unsaid(generators.choice_at(path), plan) for plan in plans)
    }


def _unsaid(choice: generators.Choice, plan: generators.Plan) -> bool:
    """Tell whether a value is still to be filled in; a claim may be left for later."""
    unset = choice.of(plan) == choice.default and not generators.is_claim(plan, choice)
    return unset and choice.applies(plan)


def _example(value: object) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return "yes" if value is True else str(value)


def _home(finding: generators.Finding) -> Step | None:
    return next(filter(None, (step_of(path) for path in finding.paths)), None)


def first_choice(draft: Configuration, keys: Iterable[str]) -> tuple[str, str] | None:
    """Find the first of these choices that the plan asks for: its environment and its path."""
    for environment, path in map(parts_of, keys):
        if environment and environment not in draft.plan_file.own:
            continue
        step = step_of(path)
        choice = step.by_path.get(path) if step else SHORTHANDS.get(path)
        if choice and choice.applies(draft.plan_of(environment)):
            return environment, path
    return None


def first_choice_url(draft: Configuration, keys: Iterable[str]) -> str:
    """Give the address of the first of these choices that the plan asks for, at its field."""
    choice_key = first_choice(draft, keys)
    return question_url(draft, *choice_key) if choice_key else ""


def keys_of(draft: Configuration, finding: generators.Finding) -> tuple[str, ...]:
    """Give the keys of a finding's choices: shared ones where it holds in every environment."""
    names = finding.environments
    if not draft.environments or not names:
        return finding.paths
    everywhere = {*names} == {*draft.plan_file.own}
    return tuple(
        key_of(_environment(draft, names, path, everywhere), path) for path in finding.paths
    )


def _environment(draft: Configuration, names: tuple[str, ...], path: str, everywhere: bool) -> str:
    """Name the tab in which a finding's choice is changed: where an own value stands, if any."""
    own = [name for name in names if path in draft.plan_file.own[name]]
    if not everywhere:
        return own[0] if own else names[0]
    return own[0] if len(own) == len(names) else SHARED


def open_answers(draft: Configuration) -> list[tuple[str, list[str]]]:
    """List by environment what cannot be read and what nobody has said yet, by key."""
    names = (SHARED, *draft.plan_file.own)
    groups = {name: [key for key in draft.pending if parts_of(key)[0] == name] for name in names}
    for name in draft.plan_file.own:
        groups[name] += [key_of(name, path) for path in blanks(draft, name)]
    return [(name or "Shared", list(dict.fromkeys(keys))) for name, keys in groups.items() if keys]


def question_url(draft: Configuration, environment: str, path: str) -> str:
    """Give the address of a question in the tab of an environment, or in the shared one."""
    step = step_of(path)
    slug = step.slug if step else ANSWERS if path in SHORTHANDS else ""
    query = f"?environment={environment}" if environment else ""
    address = f"{reverse('step', args=[draft.pk, slug])}{query}" if slug else ""
    return f"{address}#question-{html_id(path)}" if address else ""


def summary(draft: Configuration) -> str:
    """Return the result of the checks of a draft, with its counts, as one sentence."""
    errors = len(draft.judgement.errors) + len(draft.pending)
    return _result_text(result(draft), errors, len(draft.judgement.warnings))


def revision_summary(revision: Revision) -> str:
    """Return the result of the checks when a revision was saved, as one sentence."""
    severities = [stored_finding.severity for stored_finding in revision.stored_findings]
    return _result_text(revision.result, severities.count("error"), severities.count("warning"))


def _result_text(result: str, errors: int, warnings: int) -> str:
    if result == "warnings":
        return f"Deployable, {counted(warnings, 'warning')}."
    counts = [counted(errors, "error")] if errors else []
    counts += [counted(warnings, "warning")] if warnings else []
    return f"{RESULTS[result]}: {', '.join(counts) or 'no errors, no warnings'}."


def result(draft: Configuration) -> str:
    """Return the result of the checks; an invalid value blocks as an error does."""
    return "blocked" if draft.pending else draft.judgement.verdict


def written(changes: Mapping[str, Any]) -> str:
    """Write what a fix sets, as in a plan file: ``redis.mode to external, tls.hsts to true``."""
    return ", ".join(f"{path} to {_value(value)}" for path, value in changes.items())


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple | Mapping):
        listed = tuple(value) if isinstance(value, list) else value
        return generators.shown(listed) if value else "empty"
    return str(value) if value != "" else "empty"

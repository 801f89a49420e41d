"""What people answer: each save acts on one locked draft, once."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import QueryDict

import generators
from configurator.models import Configuration
from configurator.models import User
from configurator.plans.environments import SHARED
from configurator.plans.environments import key_of
from configurator.plans.environments import parts_of
from configurator.plans.steps import Step
from configurator.services.locking import locked
from configurator.wizard.form import StepForm
from configurator.wizard.merge import Theirs
from configurator.wizard.merge import merged


@dataclass(frozen=True)
class Saved:
    """What came of sending a step: the draft, the form as it was sent, and what others wrote.

    ``elsewhere`` holds, by path, what another page saved meanwhile and this one did not overwrite.
    ``asked_more`` tells that the plan now asks for more on this step.
    """

    draft: Configuration
    form: StepForm
    elsewhere: Mapping[str, Theirs]
    asked_more: bool = False

    @property
    def undecided(self) -> dict[str, Any]:
        """Give what was sent where two pages differ and nobody decided yet."""
        return {path: self.form.raw(path) for path, each in self.elsewhere.items() if each.open}


@transaction.atomic
def answer(
    key: UUID,
    step: Step,
    sent: QueryDict,
    writer: User | None = None,
    *,
    pressed: bool = False,
    environment: str = SHARED,
) -> Saved:
    """Save the answers of one step; what cannot be read is kept as it was typed.

    In the tab of an ``environment`` they are its own where they differ from its values, and a
    button gives a choice its shared value again.

    What another page wrote meanwhile stays until somebody decides.
    """
    draft = locked(key)
    before = asked(draft.plan_of(environment), step)
    form = StepForm(draft.plan_of(environment), sent_choices(step, sent), sent)
    changes, unfinished = form.changes(), form.unfinished()
    meanwhile = merged(draft, form, sent, writer, pressed=pressed, environment=environment)
    without = sent.getlist("shared") if pressed and environment else []
    mine = form.fields.keys() - meanwhile.held - {*without}
    typed = draft.unfinished_in(environment)
    left = {path: raw for path, raw in typed.items() if path not in {*mine, *without}}
    left |= {path: raw for path, raw in unfinished.items() if path in mine}
    values = {path: value for path, value in changes.items() if path in mine}
    file = draft.plan_file
    if values or without:
        file = file.revised(environment, values, without)
    _write(draft, file, _unfinished(draft, environment, left), sent.get("tab", ""), writer)
    more = not set(asked(draft.plan_of(environment), step)) <= set(before)
    return Saved(draft, form, meanwhile.shown, asked_more=more)


@transaction.atomic
def fix(key: UUID, mark: str, writer: User | None = None) -> generators.Finding | None:
    """Take the fix that a finding offers; nothing where the finding is gone."""
    draft = locked(key)
    found = next(
        (finding for finding in draft.judgement.findings if mark_of(finding) == mark), None
    )
    if found is None or not found.change:
        return None
    left = {
        key: raw for key, raw in draft.unfinished.items() if parts_of(key)[1] not in found.change
    }
    _write(draft, _fixed(draft.plan_file, found), left, "", writer)
    return found


def _fixed(file: generators.PlanFile, finding: generators.Finding) -> generators.PlanFile:
    """Change what a finding is about: the shared values where it holds in every environment."""
    change = finding.change
    if file.single or set(finding.environments) == set(file.environments):
        fixed = file.revised(SHARED, change)
        for name, own in file.own.items():
            fixed = fixed.revised(name, {path: change[path] for path in change if path in own})
        return fixed
    for name in finding.environments:
        file = file.revised(name, change)
    return file


def asked(plan: generators.Plan, step: Step) -> tuple[str, ...]:
    """List the choices of a step that this plan needs, by path."""
    return tuple(choice.path for choice in step.choices if choice.applies(plan))


def sent_choices(step: Step, sent: QueryDict) -> list[generators.Choice]:
    """List the choices that the page asked for when it was sent."""
    paths = set(sent.getlist("asked"))
    return [choice for choice in step.choices if choice.path in paths]


def mark_of(finding: generators.Finding) -> str:
    """Name a finding, so that a button can point at it."""
    names = [list(finding.environments)] if finding.environments else []
    return _digest([finding.rule.slug, finding.message, sorted(finding.change), *names])


def _unfinished(draft: Configuration, environment: str, typed: Mapping[str, Any]) -> dict[str, Any]:
    """Give what cannot be read in the whole draft, with one tab's answers as they are now."""
    others = {key: raw for key, raw in draft.unfinished.items() if parts_of(key)[0] != environment}
    return others | {key_of(environment, path): raw for path, raw in typed.items()}


def _write(
    draft: Configuration,
    file: generators.PlanFile,
    unfinished: Mapping[str, Any],
    tab: str,
    writer: User | None,
) -> None:
    if file == draft.plan_file and unfinished == draft.unfinished:
        return
    draft.take(file, unfinished, writer=writer, page=tab)
    draft.version += 1
    draft.save()


def _digest(value: Any) -> str:
    text = json.dumps(value, sort_keys=True, default=dict)
    return hashlib.sha256(text.encode()).hexdigest()[:16]

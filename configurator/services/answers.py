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
from configurator.forms import StepForm
from configurator.models import Configuration
from configurator.models import User
from configurator.services.rows import locked
from configurator.steps import Step


@dataclass(frozen=True)
class Saved:
    """What came of sending a step: the draft, the form as it was sent, and what stood against it.

    ``elsewhere`` holds, by path, the values that another page saved meanwhile; then nothing of
    this page was saved. ``asked_more`` tells that the plan now asks for more on this step.
    """

    draft: Configuration
    form: StepForm
    elsewhere: Mapping[str, str]
    asked_more: bool = False


@transaction.atomic
def answer(key: UUID, step: Step, sent: QueryDict, writer: User | None = None) -> Saved:
    """Save the answers of one step; what cannot be read is kept as it was typed."""
    draft = locked(key)
    before = asked(draft.plan, step)
    form = StepForm(draft.plan, sent_choices(step, sent), sent)
    changes, unfinished = form.changes(), form.unfinished()
    if _outdated(draft, step, sent) and (theirs := _differences(draft, form)):
        return Saved(draft, form, theirs)
    kept = {path: raw for path, raw in draft.unfinished.items() if path not in form.fields}
    _write(draft, changes, {**kept, **unfinished}, sent.get("tab", ""), writer)
    return Saved(draft, form, {}, asked_more=not set(asked(draft.plan, step)) <= set(before))


@transaction.atomic
def fix(key: UUID, mark: str, writer: User | None = None) -> generators.Finding | None:
    """Take the fix that a finding offers; nothing where the finding is gone."""
    draft = locked(key)
    found = next((each for each in draft.judgement.findings if mark_of(each) == mark), None)
    if found is None or not found.change:
        return None
    left = {path: raw for path, raw in draft.unfinished.items() if path not in found.change}
    _write(draft, found.change, left, "", writer)
    return found


def asked(plan: generators.Plan, step: Step) -> tuple[str, ...]:
    """List the choices of a step that this plan needs, by path."""
    return tuple(each.path for each in step.choices if each.applies(plan))


def sent_choices(step: Step, sent: QueryDict) -> list[generators.Choice]:
    """List the choices that the page asked for when it was sent."""
    paths = set(sent.getlist("asked"))
    return [each for each in step.choices if each.path in paths]


def seen(draft: Configuration, step: Step) -> str:
    """Summarise what a page shows of a step, to tell later whether it is still so."""
    answers = [each.of(draft.plan) for each in step.choices]
    unfinished = {each.path: draft.unfinished.get(each.path) for each in step.choices}
    return _digest([answers, unfinished])


def mark_of(finding: generators.Finding) -> str:
    """Name a finding, so that a button can point at it."""
    return _digest([finding.rule.slug, finding.message, sorted(finding.change)])


def _write(
    draft: Configuration,
    changes: Mapping[str, Any],
    unfinished: Mapping[str, Any],
    tab: str,
    writer: User | None,
) -> None:
    if not changes and unfinished == draft.unfinished:
        return
    plan = generators.read_document(generators.with_changes(draft.document, changes))
    draft.take(plan, unfinished)
    draft.tab = tab
    draft.writer = writer
    draft.version += 1
    draft.save()


def _outdated(draft: Configuration, step: Step, sent: QueryDict) -> bool:
    """Tell whether somebody else wrote this step since the page was shown."""
    return sent.get("seen") != seen(draft, step) and sent.get("tab") != draft.tab


def _differences(draft: Configuration, form: StepForm) -> dict[str, str]:
    stored = StepForm.stored(
        draft.plan, [field.choice for path, field in form.choice_fields()], draft.unfinished
    )
    return {
        path: _readable(stored.raw(path))
        for path, field in form.choice_fields()
        if _text(stored.raw(path)) != _text(form.raw(path))
    }


def _readable(raw: Any) -> str:
    if isinstance(raw, bool):
        return "on" if raw else "off"
    return ", ".join(filter(None, raw)) if isinstance(raw, list) else str(raw or "nothing")


def _text(raw: Any) -> str:
    return str(raw).replace("\r\n", "\n").strip()


def _digest(value: Any) -> str:
    text = json.dumps(value, sort_keys=True, default=dict)
    return hashlib.sha256(text.encode()).hexdigest()[:16]

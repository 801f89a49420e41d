"""Save the answers of a step: by a button, or by themselves after a pause in typing (autosave)."""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction

import generators
from configurator.models import Configuration
from configurator.models import User
from configurator.plans.environments import SHARED
from configurator.plans.environments import key_of
from configurator.plans.environments import parts_of
from configurator.plans.steps import Step
from configurator.services import drafts
from configurator.services.locking import locked
from configurator.wizard.derivation import answered_otherwise
from configurator.wizard.derivation import taken_apart
from configurator.wizard.derivation import written_out
from configurator.wizard.fields import LATER
from configurator.wizard.form import StepForm
from configurator.wizard.merge import Theirs
from configurator.wizard.merge import three_way_merge
from configurator.wizard.submission import Submission


@dataclass(frozen=True)
class SavedStep:
    """The result of a save: the draft, the form as it was sent, and what others wrote.

    ``theirs`` holds, by path, what another page saved meanwhile and this one did not overwrite.
    ``plans`` are the plan before and after. ``derived`` names the choices whose value followed
    from another answer, or is not written as it was typed. ``answered`` names the choices that the
    page changed or left invalid.
    """

    draft: Configuration
    form: StepForm
    theirs: Mapping[str, Theirs]
    plans: tuple[generators.Plan, generators.Plan]
    derived: frozenset[str] = frozenset()
    answered: frozenset[str] = frozenset()

    def asks_more(self, step: Step) -> bool:
        """Tell whether the plan now asks for more on this step."""
        before, after = self.plans
        return not set(applicable_paths(after, step)) <= set(applicable_paths(before, step))

    @property
    def conflicts(self) -> dict[str, Any]:
        """Return what was sent where two pages differ and nobody decided yet."""
        return {
            path: self.form.raw(path) for path, theirs in self.theirs.items() if theirs.conflict
        }


@transaction.atomic
def save_step(
    key: UUID,
    step: Step,
    submission: Submission,
    writer: User | None = None,
    environment: str = SHARED,
) -> SavedStep:
    """Save what a page sent; a value that cannot be read is kept as it was typed.

    In the tab of an ``environment`` values are its own where they differ from what it has, and a
    button gives a choice its shared value again. What another page wrote meanwhile stays until
    the sender decides.
    """
    draft = locked(key)
    plan = draft.plan_of(environment)
    apart = taken_apart(plan, submission)
    form = StepForm(plan, submission.asked, apart.inputs)
    changes, unreadable = form.changes(), form.unfinished()
    merge = three_way_merge(draft, form, submission, writer, environment)
    use_shared = submission.use_shared if environment else ()
    mine = form.fields.keys() - merge.stored - {*use_shared}
    answered = {path: value for path, value in changes.items() if path in mine}
    values = written_out(plan, {**apart.others, **answered})
    settled = {*mine, *use_shared, *values, *answered_otherwise(values)}
    unfinished = _without(draft.unfinished_in(environment), settled)
    unfinished |= {path: raw for path, raw in unreadable.items() if path in mine}
    file = _revised(draft.plan_file, environment, values, use_shared)
    pending = _with_other_tabs(draft, environment, unfinished)
    drafts.write(draft, file, pending, writer=writer, page=submission.page)
    after = draft.plan_of(environment)
    derived = apart.rewritten | (values.keys() - answered.keys())
    derived |= _followed(plan, after, {*answered, *unreadable})
    if submission.settled:
        derived |= _spelled_otherwise(after, form, answered)
    return SavedStep(
        draft,
        form,
        merge.theirs,
        (plan, after),
        frozenset(derived),
        frozenset({*answered, *unreadable}),
    )


def _without(unfinished: Mapping[str, Any], paths: Collection[str]) -> dict[str, Any]:
    return {path: raw for path, raw in unfinished.items() if path not in paths}


def _revised(
    file: generators.PlanFile,
    environment: str,
    values: Mapping[str, Any],
    use_shared: Iterable[str],
) -> generators.PlanFile:
    """Write values into the plan file; a claim for later is stated no more."""
    if not values and not use_shared:
        return file
    later = [path for path, value in values.items() if value is LATER]
    stated = {path: value for path, value in values.items() if value is not LATER}
    return file.revised(environment, stated, [*use_shared, *later])


def applicable_paths(plan: generators.Plan, step: Step) -> tuple[str, ...]:
    """List the choices of a step that this plan needs, by path."""
    return tuple(choice.path for choice in step.choices if choice.applies(plan))


def _followed(
    before: generators.Plan, after: generators.Plan, changed: Collection[str]
) -> frozenset[str]:
    """List the shorthands whose text changed although the page ``changed`` only others."""
    return frozenset(
        shorthand.path
        for shorthand in generators.SHORTHANDS
        if shorthand.path not in changed and shorthand.of(before) != shorthand.of(after)
    )


def _spelled_otherwise(
    plan: generators.Plan, form: StepForm, answered: Mapping[str, Any]
) -> frozenset[str]:
    """List the shorthands whose typed text the plan writes in another way, as a tag alone."""
    return frozenset(
        shorthand.path
        for shorthand in generators.SHORTHANDS
        if shorthand.path in answered and form.raw(shorthand.path) != shorthand.of(plan)
    )


def _with_other_tabs(
    draft: Configuration, environment: str, unfinished: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the values of the whole draft that cannot be read, with one tab's as they are now."""
    others = {key: raw for key, raw in draft.unfinished.items() if parts_of(key)[0] != environment}
    return others | {key_of(environment, path): raw for path, raw in unfinished.items()}

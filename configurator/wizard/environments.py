"""The environments of a draft as tabs over the same questions: *Shared*, then each by name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import generators
from configurator.models import Configuration
from configurator.plans.environments import NAMED_BY_KEY
from configurator.plans.environments import SHARED
from configurator.plans.steps import Step
from configurator.wording.values import value_text

METADATA_STEP = "metadata"  # its choices have no environment


@dataclass(frozen=True)
class Tab:
    """One tab over the questions of a step, with the query that opens it."""

    title: str
    query: str
    current: bool


def tabs(draft: Configuration, step: Step, environment: str) -> tuple[Tab, ...]:
    """List the tabs; there are none where the draft is for one environment."""
    if not draft.environments or step.slug == METADATA_STEP:
        return ()
    names = (SHARED, *draft.plan_file.own)
    return tuple(Tab(name or "Shared", query_of(name), name == environment) for name in names)


def query_of(environment: str) -> str:
    """Write the query that opens the tab of an environment; the shared one needs none."""
    return f"?environment={environment}" if environment else ""


def needed(draft: Configuration, step: Step, environment: str) -> list[generators.Choice]:
    """List the choices of a step that a tab asks for."""
    plan = draft.plan_of(environment)
    return [
        choice
        for choice in step.choices
        if choice.applies(plan) and (not draft.environments or choice.path != NAMED_BY_KEY)
    ]


def findings_in(draft: Configuration, environment: str) -> tuple[generators.Finding, ...]:
    """List the findings of a tab: an environment's, or those that hold in all of them."""
    names = {environment} if environment else {*draft.plan_file.own}
    return tuple(
        finding for finding in draft.judgement.findings if names <= {*finding.environments}
    )


def shared_value(
    file: generators.PlanFile, choice: generators.Choice, environment: str
) -> str | None:
    """Write the shared value of a choice that an environment has for itself; else nothing."""
    if choice.path not in file.own.get(environment, {}):
        return None
    return value_text(choice, choice.of(file.shared))


def own_values(file: generators.PlanFile, choice: generators.Choice) -> Iterator[tuple[str, str]]:
    """List the environments whose value of a choice is their own, with these values."""
    for name, own in file.own.items():
        value = choice.of(file.plan_of(name)) if choice.path in own else None
        if choice.path in own and value != choice.of(file.shared):
            yield name, value_text(choice, value)

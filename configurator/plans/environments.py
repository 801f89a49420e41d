"""The keys of choices in a plan file with environments, and the order of its environments.

The key of a shared choice is its path. The key of an environment's own choice has the name of the
environment before the path: ``staging:release.backend.tag``.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

import generators
from configurator.plans.steps import METADATA

SHARED = ""  # the shared plan, in place of the name of an environment
NAMED_BY_KEY = "release.environment"  # not asked with environments: their keys are the names
MISSING = object()


def key_of(environment: str, path: str) -> str:
    """Write the key of a choice; an empty environment is the shared plan."""
    return f"{environment}:{path}" if environment else path


def parts_of(key: str) -> tuple[str, str]:
    """Split a key into the environment, empty for the shared plan, and the path of the choice."""
    environment, colon, path = key.partition(":")
    return (environment, path) if colon else (SHARED, key)


def as_file(plan: generators.Plan | generators.PlanFile) -> generators.PlanFile:
    """Return the plan file of a plan for one environment."""
    return plan if isinstance(plan, generators.PlanFile) else generators.PlanFile(plan)


def plan_in(file: generators.PlanFile, environment: str) -> generators.Plan:
    """Return the plan of an environment, or the shared one; ``KeyError`` for an unknown name."""
    return file.plan_of(environment) if environment else file.shared


def judge(
    file: generators.PlanFile, today: date | None = None
) -> generators.Judgement | generators.FileJudgement:
    """Check a plan file. With several environments, the findings name theirs."""
    if file.single:
        return generators.judge(file.shared, today)
    return generators.judge_file(file, today)


def judgements_in(
    judgement: generators.Judgement | generators.FileJudgement,
) -> Mapping[str, generators.Judgement]:
    """Give the judgement of each environment, by its name."""
    if isinstance(judgement, generators.FileJudgement):
        return judgement.judgements
    return {judgement.plan.release.environment: judgement}


def changed_choices(before: generators.PlanFile | None, after: generators.PlanFile) -> list[str]:
    """List the keys of the choices whose values differ; of all, where nothing was ``before``."""
    if before is None:
        return [*values_of(after)]
    left, right = before.shared.spec, after.shared.spec
    # Topics that nobody touched are the same objects. Whether a choice is a claim may depend on
    # another topic.
    topics, claims = _by_topic()
    touched = [name for name in topics if getattr(left, name) is not getattr(right, name)]
    choices = [choice for name in touched for choice in topics[name]]
    choices += [choice for choice in claims if choice.topic not in touched]
    return differing(values_of(before, choices), values_of(after, choices))


@cache
def _by_topic() -> tuple[dict[str, list[generators.Choice]], list[generators.Choice]]:
    """Sort the choices by topic, and list those that are claims in some plans."""
    topics: dict[str, list[generators.Choice]] = {name: [] for name in generators.topics()}
    for choice in generators.choices():
        topics[choice.topic].append(choice)
    return topics, [choice for choice in generators.choices() if choice.ask.claimable]


def values_of(
    file: generators.PlanFile, choices: Iterable[generators.Choice] | None = None
) -> dict[str, Any]:
    """List the value of every shared choice, and each own value of an environment, by key.

    A claim that nobody stated has no value. ``choices`` are those of the shared ones to list.
    """
    values = {choice.path: choice.of(file.shared) for choice in METADATA}
    values |= {
        choice.path: choice.of(file.shared)
        for choice in (generators.choices() if choices is None else choices)
        if generators.confirmed(file.shared, choice.path)
    }
    for environment, own in file.own.items():
        values |= {key_of(environment, path): value for path, value in own.items()}
    return values


def differing(left: Mapping[str, Any], right: Mapping[str, Any]) -> list[str]:
    """List the keys whose values differ, or that only one side has."""
    return [
        key
        for key in dict.fromkeys((*left, *right))
        if left.get(key, MISSING) != right.get(key, MISSING)
    ]


def in_order(document: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    """Put a document's environments in the order of promotion, which no JSON column keeps."""
    own = document.get("environments")
    if not own:
        return dict(document)
    order = dict.fromkeys((*(name for name in names if name in own), *own))
    return {**document, "environments": {name: own[name] for name in order}}

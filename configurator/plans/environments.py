"""Choices of a plan file by their keys, `path` or `environment:path`, and its environments' order.

A choice of what all environments share has its path as its key. What an environment has otherwise
has the environment's name before it: ``staging:release.backend.tag``.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping
from datetime import date
from typing import Any

import generators
from configurator.plans.steps import METADATA

SHARED = ""  # stands for the shared plan where an environment may be named
NAMED_BY_KEY = "release.environment"  # no choice where the file has environments: their keys say it
MISSING = object()


def key_of(environment: str, path: str) -> str:
    """Write the key of a choice; an empty environment is the shared plan."""
    return f"{environment}:{path}" if environment else path


def parts_of(key: str) -> tuple[str, str]:
    """Part a key into its environment, empty for the shared plan, and the choice's path."""
    environment, colon, path = key.partition(":")
    return (environment, path) if colon else (SHARED, key)


def as_file(plan: generators.Plan | generators.PlanFile) -> generators.PlanFile:
    """Give a plan for one environment as the file that holds nothing else."""
    return plan if isinstance(plan, generators.PlanFile) else generators.PlanFile(plan)


def plan_in(file: generators.PlanFile, environment: str) -> generators.Plan:
    """Give the plan of an environment, or the shared one; ``KeyError`` where there is none."""
    return file.plan_of(environment) if environment else file.shared


def judge(
    file: generators.PlanFile, today: date | None = None
) -> generators.Judgement | generators.FileJudgement:
    """Judge a plan file; the findings of one with several environments name them."""
    if file.single:
        return generators.judge(file.shared, today)
    return generators.judge_file(file, today)


def values_of(file: generators.PlanFile) -> dict[str, Any]:
    """List the value of every shared choice, and each own value of an environment, by key."""
    values = {choice.path: choice.of(file.shared) for choice in (*METADATA, *generators.choices())}
    for environment, own in file.own.items():
        values |= {key_of(environment, path): value for path, value in own.items()}
    return values


def differing(left: Mapping[str, Any], right: Mapping[str, Any]) -> list[str]:
    """List the keys whose values differ, or that one side alone has."""
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

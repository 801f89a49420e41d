"""The titles of choices and rules; where this version has none, the path or the slug."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import generators
from configurator.plans.environments import parts_of
from configurator.plans.steps import METADATA


def choice_title(path: str) -> str:
    """Return the title of a choice by its key; the key of an environment adds its name."""
    environment, path = parts_of(path)
    title = _choices().get(path, path)
    return f"{environment}: {title}" if environment else title


def rule_title(slug: str) -> str:
    """Return the title of a rule."""
    return _rules().get(slug, slug)


@cache
def _choices() -> Mapping[str, str]:
    return {
        choice.path: choice.title
        for choice in (*METADATA, *generators.SHORTHANDS, *generators.choices())
    }


@cache
def _rules() -> Mapping[str, str]:
    return {rule.slug: rule.title for rule in generators.RULES}

"""What choices and rules are called. What this version does not know goes by its path or slug."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import generators
from configurator.plans.environments import parts_of
from configurator.plans.steps import METADATA


def choice_title(path: str) -> str:
    """Name a choice as its field does; one of an environment's own, with its environment."""
    environment, path = parts_of(path)
    title = _choices().get(path, path)
    return f"{environment}: {title}" if environment else title


def rule_title(slug: str) -> str:
    """Name a rule as its page does."""
    return _rules().get(slug, slug)


@cache
def _choices() -> Mapping[str, str]:
    return {choice.path: choice.title for choice in (*METADATA, *generators.choices())}


@cache
def _rules() -> Mapping[str, str]:
    return {rule.slug: rule.title for rule in generators.RULES}

"""The catalogue of rules: finding one, and its examples."""

from __future__ import annotations

from functools import cache

import generators
from configurator.plans.steps import METADATA


def matching_rules(words: str, severity: str, topic: str) -> list[generators.Rule]:
    """List the rules that contain every word, of a severity and on a topic where given."""
    wanted = words.lower().split()
    return [
        rule
        for rule in generators.RULES
        if all(word in _text_of(rule) for word in wanted)
        and severity in ("", rule.severity)
        and (not topic or any(path.startswith(f"{topic}.") for path in rule.about))
    ]


def bad_example(rule: generators.Rule) -> str:
    """Write the part of a plan file that the rule finds."""
    return generators.dump([generators.with_changes({}, rule.bad)])


@cache
def _recommended() -> generators.Plan:
    return generators.recommended()


def good_example(rule: generators.Rule) -> str:
    """Write the same part of a plan without findings."""
    choices = {choice.path: choice for choice in (*METADATA, *generators.choices())}
    known = [choices[path] for path in rule.bad if path in choices]
    right = {choice.path: generators.plain_value(choice.of(_recommended())) for choice in known}
    return generators.dump([generators.with_changes({}, right)]) if right else ""


def _text_of(rule: generators.Rule) -> str:
    texts = (rule.slug, rule.title, rule.why, rule.fix, *rule.about, *rule.guide)
    return " ".join(texts).lower()

"""The rules by name, for the rules that speak of rules."""

from __future__ import annotations

from collections.abc import Mapping

from generators.guide.rule import Rule


def catalogue() -> Mapping[str, Rule]:
    """Map each rule's slug to the rule. Asked late, because the rules on waivers are rules too."""
    from generators.guide.environment_rules import ENVIRONMENT_RULES
    from generators.guide.rules import RULES

    return {rule.slug: rule for rule in (*RULES, *ENVIRONMENT_RULES)}

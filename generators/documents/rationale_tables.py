"""The tables of RATIONALE.md: statements, meanings and what was not chosen."""

from __future__ import annotations

import re
from collections.abc import Mapping

from generators.documents.rationale import Rationale
from generators.documents.rationale import Reason
from generators.plan import Plan

RESULTS = {
    "satisfied": "satisfied",
    "violated": "**not satisfied**",
    "people": "**needs a manual check**",
    "not-applicable": "not applicable",
}
SENTENCE = re.compile(r"(?<=[a-z)`]\.) (?=[A-Z])")


def statement_results(rationale: Rationale) -> Mapping[str, str]:
    """Give, for each statement, whether the plan satisfies it, in Markdown."""
    return {entry.statement: RESULTS[entry.status] for entry in rationale.coverage}


def meaning(reason: Reason) -> str:
    """Say in one sentence what a value does: the option's, or the choice's own."""
    option = reason.choice.options.get(reason.value)
    text = option.hint if option and option.hint else reason.choice.help
    return SENTENCE.split(text, maxsplit=1)[0]


def omitted(plan: Plan) -> tuple[str, ...]:
    """List the optional parts that the plan does not include."""
    tier = plan.scaling
    parts = {
        "a UI": plan.topology.web,
        "public docs": plan.topology.docs,
        "Redis": plan.redis.mode != "none",
        "an autoscaler": tier.backend.autoscaling.enabled
        or (plan.topology.web and tier.frontend.autoscaling.enabled),
        "NetworkPolicies": plan.operations.network_policies,
        "alerts": plan.operations.alerts != "none",
        "a GitOps controller": plan.operations.gitops != "none",
    }
    return tuple(name for name, included in parts.items() if not included)

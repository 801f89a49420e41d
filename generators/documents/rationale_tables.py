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
# How the count of a status is written: “3 not satisfied”.
COUNTED = {
    "violated": "not satisfied",
    "people": "for people",
    "satisfied": "satisfied",
    "not-applicable": "not applicable",
}
# How a help text begins that asks for a text, and for a choice to be turned on.
DESCRIBED, TURNED_ON = "Describe ", "Turn this on if "
SENTENCE = re.compile(r"(?<=[a-z)`]\.) (?=[A-Z])")


def statement_results(rationale: Rationale) -> Mapping[str, str]:
    """Give, for each statement, whether the plan satisfies it, in Markdown."""
    return {entry.statement: RESULTS[entry.status] for entry in rationale.coverage}


def meaning(reason: Reason) -> str:
    """Say in one sentence what a value does: the option's, or the choice's own.

    What a help text asks its reader to do is left out: the plan has done it.
    """
    option = reason.choice.options.get(reason.value)
    text = option.hint if option and option.hint else reason.choice.help
    sentence = SENTENCE.split(text, maxsplit=1)[0]
    if sentence.startswith(DESCRIBED):
        return f"{reason.choice.title}."
    stated = sentence.removeprefix(TURNED_ON)
    return stated[:1].upper() + stated[1:] if reason.value == "yes" else sentence


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

"""The tables of RATIONALE.md: statements, meanings and what was not chosen."""

from __future__ import annotations

from collections.abc import Mapping

from generators.documents.rationale import Rationale
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


def statement_results(rationale: Rationale) -> Mapping[str, str]:
    """Give, for each statement, whether the plan satisfies it, in Markdown."""
    return {entry.statement: RESULTS[entry.status] for entry in rationale.coverage}


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

"""Claims and duties as the documents print them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from generators.guide import Finding
from generators.plan import Claim
from generators.plan import Plan
from generators.plan import choice_at
from generators.plan import claims
from generators.plan import confirmed

NOT_CONFIRMED = "not confirmed"


@dataclass(frozen=True)
class Confirmation:
    """What a document may say of the world outside: what somebody stated, and nothing else."""

    plan: Plan

    def __call__(self, path: str, text: str = "{}") -> str:
        """Write the value of a choice, in a text with braces; or that nobody confirmed it."""
        value: Any = choice_at(path).of(self.plan)
        if not confirmed(self.plan, path) or value == "":
            return f"**{NOT_CONFIRMED}**"
        return text.format(value)

    def states(self, path: str) -> bool:
        """Tell whether a document may rely on a choice."""
        return confirmed(self.plan, path)

    @property
    def assumed_limit(self) -> str:
        """Name the limit that the connection budget assumes; nothing where somebody stated it."""
        if confirmed(self.plan, "database.maxConnections"):
            return ""
        return (
            f"max_connections of the server is not confirmed: {self.plan.database.max_connections} "
            "is assumed. SHOW max_connections on the server gives the number."
        )


def claim_text(claim: Claim) -> str:
    """Write the value of a claim: yes, no, what was stated, or that it is not confirmed."""
    if not claim.stated:
        assumed = claim.path == "database.maxConnections"
        return f"{NOT_CONFIRMED}; {claim.value} is assumed" if assumed else NOT_CONFIRMED
    if isinstance(claim.value, bool):
        return "yes" if claim.value else "no"
    unit = claim.choice.ask.unit
    return f"{claim.value} {unit}".strip()


def claim_rows(plan: Plan) -> tuple[tuple[Claim, str], ...]:
    """List the claims that a plan is asked for, with what it says of each."""
    return tuple((claim, claim_text(claim)) for claim in claims(plan))


def duties(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """List what can only be done after the first rollout."""
    return tuple(finding for finding in findings if finding.duty)

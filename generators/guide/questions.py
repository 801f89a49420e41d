"""How a finding asks for a claim that nobody stated yet."""

from __future__ import annotations

from generators.plan import Plan
from generators.plan import confirmed

LATER = "Later leaves it out of the plan, and the documents say “not confirmed”."


def yes_or_no(path: str, question: str) -> str:
    """Ask for a claim; the path's value is true for Yes and false for No."""
    return f"{question} Answer Yes or No: {path}: true or false. {LATER}"


def assumed_limit(plan: Plan) -> str:
    """Say after a connection limit that nobody confirmed it; nothing where somebody did."""
    if confirmed(plan, "database.maxConnections"):
        return ""
    return (
        " This limit is assumed: database.maxConnections is not confirmed. SHOW max_connections "
        "on the server gives it."
    )
